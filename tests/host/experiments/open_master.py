"""Opens the master of a sweep with h5py and with both engines of xarray, from another folder than it lies in.

Usage: open_master.py grid MASTER RUN_FILE_OF_CELL_0_1 | points MASTER. Exit 77 with a reason when a module is missing.
"""
import sys

try:
    import h5netcdf  # noqa: F401
    import h5py
    import netCDF4  # noqa: F401
    import numpy as np
    import xarray as xr
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(77)


def check_scales(path):
    """Every axis of every dataset has one dimension scale of its own length, or xarray refuses the file."""
    with h5py.File(path) as file:
        for name, data in file.items():
            if h5py.h5ds.is_scale(data.id):
                continue
            for axis, size in enumerate(data.shape):
                assert len(data.dims[axis]) == 1, f"{name}: axis {axis} has no scale"
                assert data.dims[axis][0].shape == (size,), f"{name}: axis {axis}"
        assert file["wants"].is_virtual and not file["summary"].is_virtual


def check_grid(data, run_file):
    axis = "policy.regional.z"
    assert data.summary.dims == (axis, "replication", "metric"), data.summary.dims
    assert data.wants.dims == (axis, "replication", "time")
    assert data.chain_orders.dims == (axis, "replication", "day", "echelon", "line")
    assert list(data[axis].values) == [1.0, 2.0, 3.0]
    service = data.summary.sel(metric="service")
    assert np.isfinite(service.values[[0, 0, 1, 2], [0, 1, 0, 1]]).all(), service.values
    assert np.isnan(service.values[1, 1]) and np.isnan(service.values[2, 0]), "a failed run and one that was not run"
    for name in ("wants", "stock_value", "zone_wants", "money"):
        values = data[name]
        assert np.isnan(values.isel({axis: 1, "replication": 1})).all(), name
        assert np.isnan(values.isel({axis: 2, "replication": 0})).all(), name
        with xr.open_dataset(run_file) as run:
            own = values.isel({axis: 0, "replication": 1})
            assert (own == run[name]).all(), f"{name}: a view shows what the run has"
            assert own.attrs["units"] == run[name].attrs["units"]
    assert [int(v) for v in data.run_state.values.ravel()] == [1, 1, 1, 2, 0, 1]
    assert "run_state" in data.summary.coords and "zone_x" in data.zone_wants.coords
    assert data.time.values[0] == np.datetime64("2026-01-05T01:00:00")
    assert data.attrs["complete"] == 0 and len(data.attrs["results_hash"]) == 64


def check_points(data):
    assert data.summary.dims == ("point", "replication", "metric")
    assert set(str(v) for v in data.design.values) == {"rigid", "flexible"}
    assert data.members.dims == ("point",) and set(data.members.values) == {2000.0, 4000.0}
    assert "design" in data.summary.coords
    assert np.isfinite(data.wants).all() and "pool_worked" not in data


def main():
    kind, path = sys.argv[1:3]
    check_scales(path)
    for engine in ("netcdf4", "h5netcdf"):
        with xr.open_dataset(path, engine=engine) as data:
            data.load()
            check_grid(data, sys.argv[3]) if kind == "grid" else check_points(data)
    print(f"opened with xarray {xr.__version__}: netcdf4 {netCDF4.__version__}, h5netcdf {h5netcdf.__version__}")


if __name__ == "__main__":
    main()
