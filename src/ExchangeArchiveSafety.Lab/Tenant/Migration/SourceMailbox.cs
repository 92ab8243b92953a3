using ExchangeArchiveSafety.Lab.Tenant.Mailboxes;

namespace ExchangeArchiveSafety.Lab.Tenant.Migration;

/// <summary>The mailbox at the old provider. It keeps what it has, and people go on writing to it.</summary>
public sealed class SourceMailbox(string address, ulong seed)
{
    private readonly List<MailMessage> _messages = [];
    private readonly Chance _chance = new(seed, "source " + address);
    private DateTime? _filledUntil;

    public string Address { get; } = address;

    public IReadOnlyList<MailMessage> Messages => _messages;

    public double NewMessagesPerDay { get; set; } = 1;

    /// <summary>Cut off when the MX record has moved.</summary>
    public bool ReceivesMail { get; set; } = true;

    /// <summary>Old mail, evenly spread over the years before now.</summary>
    public void Fill(SourceContents contents, DateTime now)
    {
        _filledUntil ??= now;
        NewMessagesPerDay = contents.NewMessagesPerDay;
        for (var i = 0; i < contents.Messages; i++)
        {
            // Evenly, with a little chance inside each step: every mailbox has old and young mail.
            var age = TimeSpan.FromDays(contents.Years * 365 * (i + _chance.Fraction()) / contents.Messages);
            var size = contents.EvenSizes ? contents.AverageSize : Math.Max(2048, (long)(contents.AverageSize * (0.25 + 1.5 * _chance.Fraction())));
            AddMessage(now - age, size);
        }
    }

    /// <summary>A message of one's own choice, for tests.</summary>
    public MailMessage AddMessage(DateTime receivedUtc, long size, string? folderPath = null)
    {
        // Whole seconds, as IMAP keeps them.
        var received = new DateTime(receivedUtc.Ticks - receivedUtc.Ticks % TimeSpan.TicksPerSecond, DateTimeKind.Utc);
        var message = new MailMessage(_chance.Next(), folderPath ?? SomeFolder(), received, size, fromSource: true);
        _messages.Add(message);
        return message;
    }

    /// <summary>Brings the source up to this moment.</summary>
    internal void ReceiveUntil(DateTime now)
    {
        _filledUntil ??= now;
        if (!ReceivesMail || NewMessagesPerDay <= 0)
        {
            _filledUntil = now;
            return;
        }

        var pause = TimeSpan.FromDays(1 / NewMessagesPerDay);
        while (_filledUntil + pause <= now)
        {
            _filledUntil += pause;
            AddMessage(_filledUntil.Value, 20 * 1024 + _chance.Below(200 * 1024), "/Inbox");
        }
    }

    private string SomeFolder() => _chance.Below(10) switch
    {
        < 6 => "/Inbox",
        < 8 => "/Sent Items",
        8 => "/Inbox/Projects",
        _ => "/Customers",
    };
}
