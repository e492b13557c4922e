"""Runs parallel work on a cluster. Needs the extra "dask"."""

from teikit.distributed.chunks import VersionError
from teikit.distributed.dask_cluster import ClusterError, cluster
from teikit.distributed.store import StoreError

__all__ = ["ClusterError", "StoreError", "VersionError", "cluster"]
