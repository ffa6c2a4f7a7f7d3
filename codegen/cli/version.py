"""Which codegen this is."""


def version() -> str:
    """Return the version that is installed."""
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as installed

    try:
        return installed("openapi-typepack")
    except PackageNotFoundError:  # a checkout that is not installed
        return "unknown"
