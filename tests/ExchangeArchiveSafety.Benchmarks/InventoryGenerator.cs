using System.Globalization;
using System.Text;

namespace ExchangeArchiveSafety.Benchmarks;

/// <summary>What a generated inventory contains, so that a measurement can also check its answer.</summary>
/// <param name="Rows">Data rows, without the header.</param>
/// <param name="Surplus">Rows that the loop made: copies beyond the first of their message.</param>
internal sealed record GeneratedInventory(int Rows, int Surplus);

/// <summary>How the rows of a generated inventory lie.</summary>
internal enum Layout
{
    /// <summary>Mailbox by mailbox, as one export writes them.</summary>
    Neat,

    /// <summary>The rows of all mailboxes and locations shuffled, as in an inventory merged from many exports.</summary>
    Scattered,
}

/// <summary>
/// Writes an inventory of a tenant in which the loop ran: mailboxes of 10,000 items, one message in four with a second copy,
/// so that 20 % of the rows are surplus. The same seed always gives the same file.
/// </summary>
internal static class InventoryGenerator
{
    private const int MessagesPerMailbox = 8_000;

    private static readonly string[] Folders =
        ["Inbox", "Sent Items", "Inbox/Projects", "Inbox/Projects/Migration 2025", "Clients/Contoso", "Clients/Fabrikam, Inc.", "Deleted Items", "Newsletters"];

    private static readonly string[] Words =
        ["budget", "review", "meeting", "migration", "contract", "invoice", "question", "update", "draft", "plan", "report", "Zürich", "quarterly", "holiday", "minutes", "offer"];

    private static readonly string[] Prefixes = ["", "", "", "RE: ", "FW: ", "AW: ", "Re: "];

    /// <summary>Writes the file.</summary>
    /// <param name="path">Where; an existing file is replaced.</param>
    /// <param name="rows">Data rows to write, a multiple of 10,000.</param>
    /// <param name="layout">How they lie.</param>
    /// <param name="seed">Chooses the contents.</param>
    public static GeneratedInventory Write(string path, int rows, Layout layout, ulong seed = 2783045)
    {
        var all = Rows(rows / 10_000).ToArray();
        if (layout == Layout.Scattered)
        {
            Shuffle(all, new(seed));
        }

        using var stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20);
        using var writer = new StreamWriter(stream, new UTF8Encoding(false), 1 << 16) { NewLine = "\r\n" };
        writer.WriteLine("Mailbox,Location,FolderPath,ItemId,ItemClass,InternetMessageId,Subject,Sender,SentUtc,ReceivedUtc,CreatedUtc,LastModifiedUtc,Size,HasAttachments");
        var text = new StringBuilder(512);
        foreach (var row in all)
        {
            AppendRow(text.Clear(), seed, row.Mailbox, row.Index, row.IsArchived, row.IsCopy);
            writer.Write(text);
            writer.WriteLine();
        }

        return new(all.Length, all.Count(row => row.IsCopy));
    }

    private static IEnumerable<Row> Rows(int mailboxes)
    {
        for (var mailbox = 0; mailbox < mailboxes; mailbox++)
        {
            foreach (var archive in new[] { false, true })
            {
                for (var index = 0; index < MessagesPerMailbox; index++)
                {
                    var twice = index % 4 == 3;
                    // The loop: the original was archived, its copy lies in the primary. One in twenty copies was archived again.
                    var archivedAgain = twice && index % 80 == 79;
                    var copies = twice
                        ? archive ? (archivedAgain ? 2 : 1) : (archivedAgain ? 0 : 1)
                        : archive == (index % 2 == 0) ? 1 : 0;
                    for (var copy = 0; copy < copies; copy++)
                    {
                        yield return new(mailbox, (ushort)index, archive, twice && (!archive || copy == 1));
                    }
                }
            }
        }
    }

    private static void Shuffle(Row[] rows, Sequence random)
    {
        for (var last = rows.Length - 1; last > 0; last--)
        {
            var other = random.Below(last + 1);
            (rows[last], rows[other]) = (rows[other], rows[last]);
        }
    }

    private static void AppendRow(StringBuilder row, ulong seed, int mailbox, int index, bool archive, bool isCopy)
    {
        var random = new Sequence(seed + ((ulong)mailbox << 32) + (ulong)index);
        var itemRandom = new Sequence(random.Next() + (isCopy ? 1UL : 0));
        var sent = new DateTime(2015, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddSeconds(random.Below(300_000_000));
        var received = sent.AddSeconds(random.Below(90));
        var created = isCopy ? new DateTime(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc).AddSeconds(itemRandom.Below(5_000_000)) : received;

        row.Append("user").Append(mailbox.ToString("D5", CultureInfo.InvariantCulture)).Append("@contoso.example,");
        row.Append(archive ? "Archive," : "Primary,");
        AppendField(row, Folders[random.Below(Folders.Length)]);
        row.Append("AAMkAG");
        for (var part = 0; part < 2; part++)
        {
            row.Append(itemRandom.Next().ToString("x16", CultureInfo.InvariantCulture));
        }

        row.Append("AAA=,").Append(random.Below(20) == 0 ? "IPM.Schedule.Meeting.Request," : "IPM.Note,");
        row.Append('<').Append(random.Next().ToString("X16", CultureInfo.InvariantCulture)).Append(random.Next().ToString("x16", CultureInfo.InvariantCulture))
            .Append("@mail").Append(random.Below(40)).Append(".contoso.example>,");
        AppendField(row, Subject(random));
        row.Append("sender").Append(random.Below(500)).Append("@partner").Append(random.Below(30)).Append(".example,");
        AppendTime(row, sent).Append(',');
        AppendTime(row, received).Append(',');
        AppendTime(row, created).Append(',');
        AppendTime(row, created.AddSeconds(itemRandom.Below(1000))).Append(',');
        row.Append(2_000 + random.Below(150_000) + (isCopy ? itemRandom.Below(500) : 0)).Append(random.Below(3) == 0 ? ",True" : ",False");
    }

    private static string Subject(Sequence random)
    {
        var subject = new StringBuilder(Prefixes[random.Below(Prefixes.Length)]);
        for (var word = 2 + random.Below(5); word > 0; word--)
        {
            subject.Append(Words[random.Below(Words.Length)]).Append(' ');
        }

        return subject.Append(random.Below(8) switch
        {
            0 => "\"urgent\", please",
            1 => "today, tomorrow",
            _ => "no. " + random.Below(10_000).ToString(CultureInfo.InvariantCulture),
        }).ToString();
    }

    private static void AppendField(StringBuilder row, string value)
    {
        if (value.AsSpan().ContainsAny(",\"\n"))
        {
            row.Append('"').Append(value.Replace("\"", "\"\"", StringComparison.Ordinal)).Append("\",");
        }
        else
        {
            row.Append(value).Append(',');
        }
    }

    private static StringBuilder AppendTime(StringBuilder row, DateTime time) =>
        row.Append(CultureInfo.InvariantCulture, $"{time:yyyy-MM-ddTHH:mm:ssZ}");

    private readonly record struct Row(int Mailbox, ushort Index, bool IsArchived, bool IsCopy);

    /// <summary>SplitMix64: a seeded sequence that is the same on every framework.</summary>
    private sealed class Sequence(ulong state)
    {
        private ulong _state = state;

        public ulong Next()
        {
            _state += 0x9E3779B97F4A7C15UL;
            var mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9UL;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
            return mixed ^ (mixed >> 31);
        }

        public int Below(int limit) => (int)(Next() % (ulong)limit);
    }
}
