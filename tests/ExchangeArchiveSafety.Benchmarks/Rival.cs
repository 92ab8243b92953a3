namespace ExchangeArchiveSafety.Benchmarks;

/// <summary>The names under which the tables show what was measured.</summary>
internal static class Rival
{
    public const string Engine = "engine";
    public const string DuckDb = "DuckDB";
    public const string DuckDbTold = "DuckDB, told";
    public const string Cmdlet = "cmdlet";
    public const string Library = "library";
    public const string Own = "own";
}
