"""Writes what scipy, statsmodels and spotify-confidence say, for the tests of release/statistics."""

import json
import pathlib

import numpy as np
from scipy import stats
from scipy.integrate import dblquad, quad
from scipy.optimize import brentq
from spotify_confidence.analysis.frequentist.sequential_bound_solver import bounds
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.inter_rater import cohens_kappa
from statsmodels.stats.meta_analysis import combine_effects
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

PROPORTIONS = [(0, 20), (1, 29), (15, 148), (81, 263), (3, 10_000), (250, 250), (1200, 90_000)]
PAIRS = [
    (56, 70, 48, 80), (9, 10, 3, 10), (6, 7, 2, 7), (5, 56, 0, 29), (0, 10, 0, 20), (0, 10, 0, 10),
    (10, 10, 0, 20), (68, 1000, 99, 9000), (220, 2000, 200, 2100),
]
LEVELS = [0.05, 0.01, 0.001]


def normal():
    return [{"tail": p, "z": stats.norm.isf(p)} for p in [0.5, 0.3, 0.025, 0.01, 1e-4, 1e-8, 1e-12, 0.9]]


def students_t():
    cells = [(p, df) for p in [0.3, 0.025, 0.001, 1e-6] for df in [1, 2, 7, 23.5, 400, 20_000]]
    return [{"tail": p, "degrees": df, "t": stats.t.isf(p, df)} for p, df in cells]


def single():
    rows = []
    for hits, trials in PROPORTIONS:
        for alpha in LEVELS:
            for method, name in [("wilson", "wilson"), ("beta", "clopperPearson")]:
                low, high = proportion_confint(hits, trials, alpha, method)
                rows.append({"method": name, "hits": hits, "trials": trials, "alpha": alpha,
                             "low": float(low), "high": float(high)})
    return rows


def difference():
    rows = []
    for a, na, b, nb in PAIRS:
        for alpha in LEVELS:
            low, high = confint_proportions_2indep(a, na, b, nb, method="newcomb", alpha=alpha)
            rows.append({"first": [a, na], "second": [b, nb], "alpha": alpha,
                         "low": float(low), "high": float(high)})
    return rows


def fisher():
    cells = [(4, 10, 0, 1000), (3, 50, 1, 60), (0, 10, 2, 20), (4, 300, 0, 290)]
    return [{"first": [a, na], "second": [b, nb],
             "chance": stats.fisher_exact([[a, na - a], [b, nb - b]], alternative="greater").pvalue}
            for a, na, b, nb in cells]


def spending():
    """Sided means: half of alpha on each of two sides, as this package computes it."""
    rows = []
    for looks in [1, 3, 5, 24]:
        for rho, alpha, sides in [(2, 0.01, 1), (3, 0.05, 2), (3, 0.05, 1)]:
            shares = np.arange(1, looks + 1) / looks
            found = bounds(shares, alpha=alpha, rho=rho, ztrun=8, sides=sides, max_nints=1000)
            rows.append({"looks": looks, "power": rho, "alpha": alpha / sides,
                         "bounds": [float(z) for z in found.df["zb"]]})
    return rows


def quadrature():
    """Three looks by adaptive integration. The package above takes steps of 0.05 standard deviations."""
    rows = []
    for power, alpha in [(2, 0.01), (3, 0.025)]:
        spend = alpha * np.diff([0, 1 / 3**power, (2 / 3) ** power, 1])
        # In units of one look's standard deviation.
        first = stats.norm.isf(spend[0])
        crosses = lambda b, x: stats.norm.sf(b - x)
        at_two = lambda b: quad(lambda x: stats.norm.pdf(x) * crosses(b, x), -12, first, epsabs=1e-13)[0]
        second = brentq(lambda b: at_two(b) - spend[1], 0, 9, xtol=1e-10)
        def at_three(b):
            inner = lambda y, x: stats.norm.pdf(x) * stats.norm.pdf(y - x) * crosses(b, y)
            return dblquad(inner, -9, first, -14, second, epsabs=1e-10)[0]
        third = brentq(lambda b: at_three(b) - spend[2], 2, 6, xtol=1e-8)
        scale = np.sqrt([1, 2, 3])
        rows.append({"looks": 3, "power": power, "alpha": alpha,
                     "bounds": list(np.array([first, second, third]) / scale)})
    return rows


def paired():
    rng = np.random.default_rng(2)
    first = rng.normal(0.9, 0.06, 40)
    second = first + rng.normal(-0.01, 0.03, 40)
    interval = stats.ttest_rel(first, second).confidence_interval(0.98)
    return {"first": list(first), "second": list(second), "alpha": 0.02,
            "low": interval.low, "high": interval.high}


def cochran():
    effects = np.array([0.001, 0.057, -0.002, 0.01])
    errors = np.array([0.004, 0.006, 0.005, 0.02])
    found = combine_effects(effects, np.square(errors)).test_homogeneity()
    return {"effects": list(effects), "errors": list(errors), "q": found.statistic, "chance": found.pvalue}


def holm():
    # Benjamini and Hochberg (1995), section 4.
    chances = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240,
               0.4262, 0.5719, 0.6528, 0.7590, 1.0]
    return {"chances": chances, "falls": [bool(x) for x in multipletests(chances, 0.05, "holm")[0]]}


def agreement():
    rows = []
    for pp, pf, fp, ff in [(45, 15, 25, 15), (80, 3, 5, 22), (20, 10, 10, 60)]:
        found = cohens_kappa(np.array([[pp, pf], [fp, ff]]))
        rows.append({"bothPass": pp, "onlyJudgePasses": pf, "onlyPersonPasses": fp, "bothFail": ff,
                     "kappa": found.kappa, "error": np.sqrt(found.var_kappa)})
    return rows


def matched():
    rows = []
    for candidate, baseline in [(12, 3), (5, 5), (1, 0), (30, 11)]:
        chance = stats.binomtest(candidate, candidate + baseline, 0.5, alternative="greater").pvalue
        both = mcnemar([[0, candidate], [baseline, 0]], exact=True).pvalue
        rows.append({"onlySecond": candidate, "onlyFirst": baseline, "chance": chance,
                     "twoSided": float(both)})
    return rows


def paired_shares():
    """Tango's interval, with the likelihood of each difference maximised by search instead of by formula."""
    rows = []
    for second, first, cases in [(16, 6, 161), (7, 1, 21), (0, 0, 104), (5, 5, 400), (3, 40, 500), (12, 0, 60)]:
        rest = cases - second - first

        def score(d):
            def loss(p):
                terms = [(second, p + d), (first, p), (rest, 1 - 2 * p - d)]
                return -sum(n * np.log(q) for n, q in terms if n > 0) if all(q >= 0 for _, q in terms) else np.inf
            low, high = max(0, -d), (1 - d) / 2
            # Of the score equation, which is flat where the likelihood is not.
            slope = lambda p: second / (p + d) + first / p - 2 * rest / (1 - 2 * p - d)
            eps = 1e-12
            p = low if slope(low + eps) <= 0 else brentq(slope, low + eps, high - eps, xtol=1e-15)
            assert loss(p + 1e-6) >= loss(p) - 1e-9
            return (second - first - cases * d) / np.sqrt(cases * (2 * p + d * (1 - d)))

        for alpha in [0.05, 0.02]:
            z = stats.norm.isf(alpha / 2)
            seen = (second - first) / cases
            rows.append({"onlySecond": second, "onlyFirst": first, "cases": cases, "alpha": alpha,
                         "low": brentq(lambda d: score(d) - z, -1 + 1e-9, seen - 1e-9, xtol=1e-13),
                         "high": brentq(lambda d: score(d) + z, seen + 1e-9, 1 - 1e-9, xtol=1e-13)})
    return rows


def quantile_ranks():
    rows = []
    for count, quantile in [(100, 0.5), (1000, 0.95), (60, 0.9)]:
        low = int(stats.binom.ppf(0.025, count, quantile))
        high = int(stats.binom.ppf(0.975, count, quantile)) + 1
        coverage = stats.binom.cdf(high - 1, count, quantile) - stats.binom.cdf(low - 1, count, quantile)
        rows.append({"count": count, "quantile": quantile, "low": low, "high": high,
                     "coverage": float(coverage)})
    return rows


if __name__ == "__main__":
    out = {f.__name__: f() for f in [normal, students_t, single, difference, fisher, spending, quadrature,
                                     paired, cochran, holm, agreement, matched, paired_shares,
                                     quantile_ranks]}
    root = pathlib.Path(__file__).resolve().parents[2]
    file = root / "__tests__/release/statistics/fixtures.json"
    file.write_text(json.dumps(out, indent=1) + "\n")
