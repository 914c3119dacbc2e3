"""The table of docs/families/README.md: to which families each has a divergence.

Asks the library about one pair of members of every two families.
"""

import numpy as np

import kullback
from kullback import distributions

MEMBERS = {
    "Normal": (0.3, 1.2),
    "Laplace": (0.3, 1.2),
    "Logistic": (0.3, 1.2),
    "Cauchy": (0.3, 1.2),
    "Gumbel": (0.3, 1.2),
    "Moyal": (0.3, 1.2),
    "Exponential": (1.2,),
    "Gamma": (2.5, 1.2),
    "Chi2": (2.5,),
    "Chi": (2.5,),
    "InverseGamma": (3.5, 1.2),
    "Weibull": (1.2, 2.5),
    "Pareto": (0.4, 3.5),
    "LogNormal": (0.3, 1.2),
    "HalfNormal": (1.2,),
    "InverseGaussian": (1.2, 2.5),
    "LogUniform": (0.4, 0.6),
    "Beta": (2.5, 1.2),
    "Kumaraswamy": (2.5, 1.2),
    "Uniform": (0.45, 0.55),
    "LogitNormal": (0.3, 1.2),
    "ContinuousBernoulli": (0.3,),
    "VonMises": (0.3, 1.2),
    "Poisson": (1.2,),
    "Bernoulli": (0.3,),
    "Binomial": (4, 0.3),
    "Geometric": (0.3,),
    "NegativeBinomial": (2.5, 0.3),
}

# Second members, where the divergence from the one above may be infinite and need not be.
TARGETS = {"Uniform": (-1.0, 3.0), "LogUniform": (0.1, 3.0), "Gumbel": (0.3, 3.0)}


def finite_targets(p, others):
    """Names of the families that p has a finite divergence from."""
    for name, q in others.items():
        try:
            value = kullback.kl_divergence(p, q)
        except kullback.NoClosedFormError:
            continue
        if np.isfinite(value):
            yield name


def main():
    members = {name: getattr(distributions, name)(*values) for name, values in MEMBERS.items()}
    others = {
        name: getattr(distributions, name)(*TARGETS.get(name, values))
        for name, values in MEMBERS.items()
    }
    print("| from | to |\n|---|---|")
    for name, p in members.items():
        targets = [other for other in finite_targets(p, others) if other != name]
        print(f"| {name} | {', '.join([f'**{name}**', *targets])} |")


if __name__ == "__main__":
    main()
