using DuckDB.NET.Data;

namespace ExchangeArchiveSafety.Benchmarks;

/// <summary>The rival: DuckDB grouping the same file by the same eight key fields on two threads.</summary>
internal static class DuckDbRival
{
    // Told what to expect it need not look at the file first, and without an order to keep its threads wait less for each other: of the
    // settings tried (every column as text, a shorter look, lenient quoting) the quickest.
    private const string Told = """
        , auto_detect = false, header = true, delim = ',', quote = '"', escape = '"', columns = {
            'Mailbox': 'VARCHAR', 'Location': 'VARCHAR', 'FolderPath': 'VARCHAR', 'ItemId': 'VARCHAR', 'ItemClass': 'VARCHAR',
            'InternetMessageId': 'VARCHAR', 'Subject': 'VARCHAR', 'Sender': 'VARCHAR', 'SentUtc': 'TIMESTAMP', 'ReceivedUtc': 'TIMESTAMP',
            'CreatedUtc': 'TIMESTAMP', 'LastModifiedUtc': 'TIMESTAMP', 'Size': 'BIGINT', 'HasAttachments': 'BOOLEAN' }
        """;

    /// <summary>Counts the rows beyond the first of each group.</summary>
    /// <param name="path">The inventory.</param>
    /// <param name="isTold">Whether DuckDB is told the columns' types, or finds them out.</param>
    public static long Surplus(string path, bool isTold)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SET threads = 2; SET preserve_insertion_order = false";
        command.ExecuteNonQuery();
        command.CommandText = $"""
            SELECT Mailbox, FolderPath, InternetMessageId, SentUtc, Subject, Sender, ItemClass, HasAttachments, count(*)
            FROM read_csv('{path.Replace("'", "''", StringComparison.Ordinal)}'{(isTold ? Told : "")})
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
