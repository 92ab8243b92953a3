using System.Globalization;

namespace ExchangeArchiveSafety.JournalKill;

/// <summary>The process that is killed: appends records to a journal for as long as it lives, and says so after each.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        if (arguments is not [var path, var name])
        {
            return 2;
        }

        var journal = new JournalFile(path);
        journal.EnsureWritable();
        using var output = Console.OpenStandardOutput();
        for (var number = 0; ; number++)
        {
            journal.Append(Record(name, number));

            // Said only after the append has returned: from here on it must not be lost.
            output.Write(System.Text.Encoding.ASCII.GetBytes(number.ToString(CultureInfo.InvariantCulture) + "\n"));

            // The other gets its turn.
            Thread.Sleep(1);
        }
    }

    /// <summary>The number that a record was written with.</summary>
    public static int NumberOf(SuspensionRecord record) => BitConverter.ToInt32(record.SuspensionId.ToByteArray(), 0) - 1;

    /// <summary>A record of some length, so that a kill can find it half written.</summary>
    public static SuspensionRecord Record(string name, int number) => new()
    {
        SuspensionId = new Guid(number + 1, 0, 0, [1, 2, 3, 4, 5, 6, 7, 8]),
        Kind = number % 2 == 0 ? JournalRecordKind.Intent : JournalRecordKind.Outcome,
        Operation = JournalOperation.Suspend,
        AtUtc = new DateTime(2026, 11, 22, 12, 0, 0, DateTimeKind.Utc).AddSeconds(number),
        ExchangeGuid = new Guid(7, 0, 0, [1, 2, 3, 4, 5, 6, 7, 8]),
        Identity = name,
        Method = SuspensionMethod.RetentionHold,
        Before = ArchivingSettings.None.With(ArchivingSetting.RetentionHoldEnabled, false),
        Reason = new string('x', number % 5000),
    };
}
