using DuckDB.NET.Data;

namespace ExchangeArchiveSafety.Benchmarks;

/// <summary>The rival: DuckDB grouping the same file by the same eight key fields on two threads.</summary>
internal static class DuckDbRival
{
    /// <summary>Counts the rows beyond the first of each group.</summary>
    public static long Surplus(string path)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SET threads = 2";
        command.ExecuteNonQuery();
        command.CommandText = $"""
            SELECT Mailbox, FolderPath, InternetMessageId, SentUtc, Subject, Sender, ItemClass, HasAttachments, count(*)
            FROM read_csv('{path.Replace("'", "''", StringComparison.Ordinal)}')
            GROUP BY ALL HAVING count(*) > 1
            """;
        using var reader = command.ExecuteReader();
        var surplus = 0L;
        while (reader.Read())
        {
            surplus += reader.GetInt64(8) - 1;
        }

        return surplus;
    }
}
