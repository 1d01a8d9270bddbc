ﬁ = µ = 1
class ℂ: pass
import ａ.ｂ
