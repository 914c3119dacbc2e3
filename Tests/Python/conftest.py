"""Settings of the property tests: the same examples in every run, and no files left behind."""

from hypothesis import settings

settings.register_profile("kullback", database=None, derandomize=True, deadline=None)
settings.load_profile("kullback")
