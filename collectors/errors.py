"""What can go wrong in a way the user can mend."""


class PerfdashError(Exception):
    """Say what happened, where, and what to do."""


class ConfigError(PerfdashError):
    """A configuration file holds a key or a value that perfdash cannot take."""


class NoFrameworkError(PerfdashError):
    """A folder holds nothing that looks like a prompt framework."""


class StoreError(PerfdashError):
    """The store cannot be opened, read or written as asked."""


class DamagedError(StoreError):
    """The store's file is no whole database: the next one that records sets it aside."""


class LeaseHeldError(StoreError):
    """Another perfdash writes to this store: this one can only view."""


class LoadError(PerfdashError):
    """A module cannot be loaded as it was scanned."""


class CompareError(PerfdashError):
    """Old and new content of a module could not be timed side by side."""


class DecisionError(PerfdashError):
    """A decision about alerts cannot be taken as asked."""


class TrustError(PerfdashError):
    """What the user trusts cannot be read, written or shown."""


class BaselineError(PerfdashError):
    """A baseline cannot be made, found or changed as asked."""


class TelemetryError(PerfdashError):
    """Telemetry cannot be taken in as configured."""


class PricesError(PerfdashError):
    """Prices cannot be read, written or made anew."""
