thing = "thing of mod"
from .sub import deep
from .sub.deep import depth
