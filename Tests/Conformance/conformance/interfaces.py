"""What the interface of a language has not, of the cases of distributions."""

QUANTITIES = {
    "C": set(),
    "C++": set(),
    "Swift": set(),
    "Python": {"jeffreys of multivariate_normal"},
}


def lacks(language, case):
    """Whether there is no function for the quantity, or no way to state the distributions."""
    quantity = case["quantity"]
    if not QUANTITIES[language].isdisjoint({quantity, f"{quantity} of {case['p']['family']}"}):
        return True
    sides = [case[side]["parameters"] for side in ("p", "q") if side in case]
    return language == "Python" and any("variances" in names for names in sides)
