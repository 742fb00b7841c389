"""What comes next in a short series, how sure that is, and how well the same procedure would have done so far."""

from pamong.stats.forecasts.forecasting import LEAST_POINTS, Backtest, Forecast, Step, forecast

__all__ = ["LEAST_POINTS", "Backtest", "Forecast", "Step", "forecast"]
