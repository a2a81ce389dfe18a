"""Opens a run file with h5py and with both engines of xarray, and checks what they see.

Usage: open_with_python.py FILE TICKS COMPLETE … (three words a file). Exit 77 with a reason when a module is missing.
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

AXES = {"time", "day", "sample", "zone", "pool", "echelon", "line", "account", "party", "member", "supplier", "metric", "channel", "rank", "site"}


def value_at(source, row, item):
    return source * 100_000_000 + row * 1000 + item % 1000


def check_scales(path):
    """Every axis of every dataset has one dimension scale of its own length."""
    with h5py.File(path) as file:
        for name, data in file.items():
            assert isinstance(data, h5py.Dataset), f"{name}: the root group is flat"
            assert data.dtype.kind in "iufO", f"{name}: {data.dtype}"
            if h5py.h5ds.is_scale(data.id):  # Dataset.is_scale is younger than Debian 12
                assert name in AXES, name
                continue
            for axis, size in enumerate(data.shape):
                assert len(data.dims[axis]) == 1, f"{name}: axis {axis} has no scale"
                assert data.dims[axis][0].shape == (size,), f"{name}: axis {axis}"
        assert file.attrs["Conventions"] == "CF-1.10"
        assert file.attrs["format_version"] == 1
        assert file.attrs["seed"] == 0xFEDCBA9876543210
        assert file["config"].asstr()[()].startswith("[world]")


def check_dataset(data, ticks, complete):
    days = ticks // 24
    assert data.sizes["time"] == ticks and data.sizes["day"] == days
    assert set(data.sizes) == (AXES if complete else AXES - {"metric"}), set(data.sizes)
    if ticks:
        assert data.time.values[0] == np.datetime64("2026-01-05T01:00:00")
    assert data.span.dtype.kind in "iu", "a duration in s stays a number"
    assert data.wants.attrs["units"] == "1" and data.wants.attrs["cell_methods"] == "time: sum"
    assert data.zone_wants.dims == ("time", "zone") and "zone_x" in data.zone_wants.coords
    assert data.pool_worked.dims == ("time", "pool") and data.chain_orders.dims == ("day", "echelon", "line")
    assert data.money.dims == ("day", "account") and data.member_loyalty.dims == ("sample", "member")
    for tick in range(0, ticks, 7):
        assert int(data.state_hash[tick]) == 0xFFFFFFFF00000000 + tick
        assert int(data.wants[tick]) % 100_000 == tick * 1000 % 100_000 + int(data.wants[0]) % 1000
        assert int(data.zone_wants[tick, 2]) == value_at(2, tick, 14)
    assert data.channel_looks.dims == ("time", "channel") and data.missed_wants.dims == ("day", "rank")
    assert data.site_queue.dims == ("sample", "site") and data.zone_cover.dims == ("sample", "zone")
    assert "zone_x" in data.zone_cover.coords and [str(k) for k in data.site_kind.values] == ["central", "micro"]
    if days:
        assert int(data.site_open[0, 1]) == value_at(8, 1, 3) and int(data.zone_cover[0, 2]) == value_at(8, 1, 6)
        assert float(data.money.sel(account="sales")[0]) == value_at(5, 0, 0)
    assert [str(p) for p in data.pool.values][2] == "core/assembly/flexible #2"
    if complete:
        assert float(data.summary.sel(metric="service")) == 0.953
    assert "groundswell run" in data.attrs["history"] and data.attrs["complete"] == complete
    assert "Größe" in str(data.config.values)


def main():
    words = sys.argv[1:]
    for path, ticks, complete in zip(words[0::3], words[1::3], words[2::3]):
        check_scales(path)
        for engine in ("netcdf4", "h5netcdf"):
            with xr.open_dataset(path, engine=engine) as data:
                check_dataset(data.load(), int(ticks), int(complete))
    print(f"opened by h5py {h5py.__version__}, xarray {xr.__version__} with netcdf4 {netCDF4.__version__} and h5netcdf {h5netcdf.__version__}")


if __name__ == "__main__":
    main()
