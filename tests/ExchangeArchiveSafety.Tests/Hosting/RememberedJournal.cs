using System.Text.Json;

namespace ExchangeArchiveSafety.Tests.Hosting;

/// <summary>Journals in which passes wrote down what they saw, as their lines stand in a file.</summary>
internal static class RememberedJournal
{
    private static readonly DateTime Start = new(2026, 10, 1, 10, 0, 0, DateTimeKind.Utc);

    public static void Write(string path, params object[] records) =>
        File.WriteAllLines(path, records.Select(record => "{\"format\":\"ExchangeArchiveSafety.Journal/1\"," + JsonSerializer.Serialize(record)[1..]));

    public static Guid Mailbox(int number) => new(number + 1, 0, 0, new byte[8]);

    /// <summary>A pass saw a user in a batch, syncing.</summary>
    public static object Seen(string address, int number, string batch, string type = "IMAP") => new
    {
        operation = "Remember",
        kind = "Outcome",
        identity = "",
        atUtc = Start,
        read = "Batches, Users",
        batches = new[] { new { batchGuid = Batch(number), name = batch, type, status = "Synced", totalCount = 1 } },
        users = new[] { new { guid = Guid.NewGuid(), address, exchangeGuid = Mailbox(number), batch, batchGuid = Batch(number), status = "Synced", lastSyncUtc = Start } },
    };

    /// <summary>A pass without news, some days later.</summary>
    public static object Quiet(int days) => new
    {
        operation = "Remember",
        kind = "Outcome",
        identity = "",
        atUtc = Start.AddDays(days),
        read = "Batches, Users",
        pass = new { mode = "Observe", judged = 4 },
    };

    /// <summary>Its archiving was suspended, and seen to be.</summary>
    public static object Suspended(int number) => new
    {
        suspensionId = Batch(number),
        operation = "Suspend",
        kind = "Outcome",
        identity = "b@contoso.com",
        atUtc = Start.AddDays(2),
        exchangeGuid = Mailbox(number),
        method = "RetentionHold",
        status = "Suspended",
    };

    /// <summary>A pass judged its migration ended, and saw the assistant archive before.</summary>
    public static object Ended(string address, int number) => new
    {
        operation = "Remember",
        kind = "Outcome",
        identity = "",
        atUtc = Start.AddDays(10),
        ends = new[] { new { exchangeGuid = Mailbox(number), address, ended = true } },
        loops = new[] { new { exchangeGuid = Mailbox(number), runUtc = Start.AddDays(1), archived = 12 }, new { exchangeGuid = Mailbox(number), runUtc = Start.AddDays(1.5), archived = 3 } },
    };

    private static Guid Batch(int number) => new(number + 1, 9, 9, new byte[8]);
}
