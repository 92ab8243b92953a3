using System.Globalization;

namespace ExchangeArchiveSafety.Lab.Tenant.Mailboxes;

/// <summary>One message as it was written once; every copy of it, wherever it lies, refers to it. Texts follow from the seed and are made when asked for.</summary>
public sealed class MailMessage(ulong seed, string folderPath, DateTime receivedUtc, long size, bool fromSource)
{
    private static readonly string[] Topics =
    [
        "Quarterly figures", "Offer for the new hall", "Minutes of Monday", "Delivery 4711", "Travel plan", "Invoice", "Contract draft",
        "Welcome to the team", "Holiday list", "Maintenance window", "Order confirmation", "Question about the drawing", "Newsletter", "Lunch?",
    ];

    private static readonly string[] Senders =
    [
        "mara.lind@fabrikam.example", "j.oduya@northwind.example", "sales@tailspin.example", "h.brandt@contoso.example", "no-reply@litware.example",
        "office@adatum.example", "k.tanaka@wingtip.example", "f.rossi@contoso.example",
    ];

    public ulong Seed { get; } = seed;

    /// <summary>The folder in which the source keeps it, for example <c>/Inbox</c>.</summary>
    public string FolderPath { get; } = folderPath;

    public DateTime ReceivedUtc { get; } = receivedUtc;

    public long Size { get; } = size;

    /// <summary>False for what was written in the target mailbox itself.</summary>
    public bool IsFromSource { get; } = fromSource;

    /// <summary>True once a sync has brought it over at least once.</summary>
    public bool Delivered { get; set; }

    /// <summary>The sync pass that saw it in the primary mailbox last.</summary>
    internal int SeenInPass { get; set; }

    public DateTime SentUtc => ReceivedUtc.AddSeconds(-2 - (int)(Seed % 40));

    public string InternetMessageId => string.Create(CultureInfo.InvariantCulture, $"<{Seed:x16}.{(Seed * 2654435761) % 100000}@mail.{Sender.Split('@')[1]}>");

    public string Subject => string.Create(CultureInfo.InvariantCulture, $"{Topics[Seed % (ulong)Topics.Length]} {Seed % 9973}");

    public string Sender => Senders[(Seed >> 8) % (ulong)Senders.Length];

    public bool HasAttachments => (Seed >> 16) % 4 == 0;

    public string ItemClass => (Seed >> 20) % 50 == 0 ? "IPM.Schedule.Meeting.Request" : "IPM.Note";

    public string Body => string.Create(CultureInfo.InvariantCulture, $"Dear colleague,\r\n\r\n{Subject}: see number {Seed:x16}.\r\n\r\nRegards\r\n{Sender}\r\n");
}
