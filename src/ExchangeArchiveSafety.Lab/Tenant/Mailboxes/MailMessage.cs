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

    // The names after the @ of the senders, so that a page of items cuts no texts.
    private static readonly string[] Hosts = [.. Senders.Select(sender => sender.Split('@')[1])];

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

    public DateTime? SentUtc => Own is { } own ? own.SentUtc : ReceivedUtc.AddSeconds(-2 - (int)(Seed % 40));

    public string? InternetMessageId => Own is { } own ? own.InternetMessageId
        : string.Create(CultureInfo.InvariantCulture, $"<{Seed:x16}.{(Seed * 2654435761) % 100000}@mail.{Hosts[SenderIndex]}>");

    public string? Subject => Own is { } own ? own.Subject : string.Create(CultureInfo.InvariantCulture, $"{Topics[Seed % (ulong)Topics.Length]} {Seed % 9973}");

    public string? Sender => Own is { } own ? own.Sender : Senders[SenderIndex];

    public bool? HasAttachments => Own is { } own ? own.HasAttachments : (Seed >> 16) % 4 == 0;

    public string ItemClass => Own is { } own ? own.ItemClass : (Seed >> 20) % 50 == 0 ? "IPM.Schedule.Meeting.Request" : "IPM.Note";

    public string? Body => Own is { } own ? own.Body
        : string.Create(CultureInfo.InvariantCulture, $"Dear colleague,\r\n\r\n{Subject}: see number {Seed:x16}.\r\n\r\nRegards\r\n{Sender}\r\n");

    public string? To => Own is { } own ? own.To : string.Create(CultureInfo.InvariantCulture, $"Team {Seed % 20}");

    /// <summary>All of it.</summary>
    public MailContent Content => Own ?? new MailContent
    {
        InternetMessageId = InternetMessageId,
        Subject = Subject,
        Sender = Sender,
        SenderAddress = Sender,
        SentUtc = SentUtc,
        ReceivedUtc = ReceivedUtc,
        ItemClass = ItemClass,
        HasAttachments = HasAttachments,
        To = To,
        Body = Body,
    };

    /// <summary>What a test wrote; null for an ordinary message.</summary>
    internal MailContent? Own { get; private set; }

    private ulong SenderIndex => (Seed >> 8) % (ulong)Senders.Length;

    /// <summary>It was written like this from the beginning: shows in every copy that was not edited by itself.</summary>
    public void Rewrite(Func<MailContent, MailContent> change) => Own = change(Content);
}
