"""What of the site's tests is left out where there is no browser."""

from tests.browser import leave_out_without_browser


def pytest_collection_modifyitems(items):
    leave_out_without_browser(items)
