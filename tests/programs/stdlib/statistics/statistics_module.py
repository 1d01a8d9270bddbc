import statistics as s
from fractions import Fraction

d = [2, 4, 4, 5, 7, 9.5]
print(s.mean(d), s.fmean(d), s.median(d), s.median_low(d), s.median_high(d), s.median_grouped([1, 2, 2, 3]), s.mode(d), s.multimode("aabbc"))
print(round(s.stdev(d), 9), round(s.pstdev(d), 9), round(s.variance(d), 9), round(s.pvariance(d), 9), s.geometric_mean([1, 10, 100]), s.harmonic_mean([40, 60]))
print(s.quantiles(range(1, 11), n=4), s.mean([Fraction(1, 2), Fraction(3, 4)]), s.covariance([1, 2, 3], [1, 5, 7]), round(s.correlation([1, 2, 3], [1, 5, 7]), 9))
print(s.linear_regression([1, 2, 3], [2, 4, 6]), s.NormalDist(10, 2).cdf(12) > 0.8, s.NormalDist.from_samples(d).mean)
try:
    s.mean([])
except s.StatisticsError as e:
    print(e)
