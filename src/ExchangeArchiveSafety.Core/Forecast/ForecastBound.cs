namespace ExchangeArchiveSafety.Forecast;

/// <summary>Which of the three numbers is worked out. What is not known is taken for the value that leads to it.</summary>
internal enum ForecastBound
{
    Low,
    Likely,
    High,
}
