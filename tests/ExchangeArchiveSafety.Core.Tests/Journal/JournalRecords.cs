namespace ExchangeArchiveSafety.Core.Tests;

internal static class JournalRecords
{
    public static DateTime At(double days) => new DateTime(2026, 11, 22, 12, 0, 0, DateTimeKind.Utc).AddDays(days);

    public static SuspensionRecord Numbered(int number, string identity = "anna@contoso.com") => new()
    {
        SuspensionId = new Guid(number + 1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10),
        Kind = JournalRecordKind.Intent,
        Operation = JournalOperation.Suspend,
        AtUtc = new DateTime(2026, 11, 22, 12, 0, 0, DateTimeKind.Utc).AddTicks(number * 12345678L),
        Tenant = "contoso.onmicrosoft.com",
        ExchangeGuid = new Guid(7, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10),
        Identity = identity,
        Method = SuspensionMethod.RetentionHold,
        Before = ArchivingSettings.None
            .With(ArchivingSetting.EndDateForRetentionHold, At(number).AddTicks(7654321))
            .With(ArchivingSetting.StartDateForRetentionHold, null)
            .With(ArchivingSetting.RetentionHoldEnabled, false),
        After = ArchivingSettings.None
            .With(ArchivingSetting.EndDateForRetentionHold, null)
            .With(ArchivingSetting.StartDateForRetentionHold, null)
            .With(ArchivingSetting.RetentionHoldEnabled, true),
    };

    public static byte[] Line(int number) => JournalLine.Write(Numbered(number));

    /// <summary>Records as their lines: exactly what is on disk, and comparable.</summary>
    public static string Text(IEnumerable<JournalRecord> records) =>
        string.Concat(records.Select(record => System.Text.Encoding.UTF8.GetString(JournalLine.Write(record))));

    public static string Text(params int[] numbers) => Text(numbers.Select(number => Numbered(number)));

    /// <summary>Every record of a journal that holds none about copies, oldest first.</summary>
    public static IReadOnlyList<SuspensionRecord> ReadSuspensions(this IJournalStore journal) => [.. journal.Read().Cast<SuspensionRecord>()];

    /// <summary>Every record, oldest first.</summary>
    public static IReadOnlyList<JournalRecord> Read(this IJournalStore journal)
    {
        var records = new RecordList();
        _ = journal.Read(JournalPosition.Start, records);
        return records;
    }
}

/// <summary>Keeps what is read.</summary>
internal sealed class RecordList : List<JournalRecord>, IJournalReader
{
    public void StartOver() => Clear();
}

/// <summary>Reads on where it stopped, as a run does.</summary>
internal sealed class Follower(IJournalStore journal)
{
    private readonly RecordList _records = [];
    private JournalPosition _position = JournalPosition.Start;

    public IReadOnlyList<JournalRecord> Read()
    {
        _position = journal.Read(_position, _records);
        return _records;
    }
}
