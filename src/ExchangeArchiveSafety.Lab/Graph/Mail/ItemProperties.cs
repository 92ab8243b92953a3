using System.Globalization;
using System.Text;
using ExchangeArchiveSafety.Lab.Tenant;
using ExchangeArchiveSafety.Lab.Tenant.Mailboxes;

namespace ExchangeArchiveSafety.Lab.Graph.Mail;

/// <summary>The MAPI properties of an item, by type and number. Null: the item has not got it.</summary>
internal static class ItemProperties
{
    private static readonly Dictionary<(string Type, int Tag), Func<MailItem, string?>> Readers = new()
    {
        [("String", 0x1035)] = item => item.Odd is { } odd ? odd.InternetMessageId : item.Message.InternetMessageId,
        [("Binary", 0x300B)] = SearchKey,
        [("SystemTime", 0x0039)] = item => Time(item.Odd is { } odd ? odd.SentUtc : item.Message.SentUtc),
        [("SystemTime", 0x0E06)] = item => Time(item.Odd is { } odd ? odd.ReceivedUtc : item.Message.ReceivedUtc),
        [("String", 0x0037)] = Subject,
        [("String", 0x0E1D)] = item => Subject(item) is { } subject ? subject[PrefixLength(subject)..] : null,
        [("String", 0x003D)] = item => Subject(item) is { } subject && PrefixLength(subject) is > 0 and var length ? subject[..length] : null,
        [("String", 0x0C1F)] = SenderAddress,
        [("String", 0x5D01)] = Sender,
        [("String", 0x0065)] = SenderAddress,
        [("String", 0x5D02)] = Sender,
        [("Integer", 0x0E08)] = item => item.Size.ToString(CultureInfo.InvariantCulture),
        [("Boolean", 0x0E1B)] = item => HasAttachments(item) is { } has ? Flag(has) : null,
        [("Integer", 0x0E07)] = item => HasAttachments(item) == true ? "17" : "1",
        [("String", 0x001A)] = ItemClass,
        [("String", 0x0E04)] = item => item.Odd is { } odd ? odd.To : item.Message.To,
        [("String", 0x0E03)] = item => item.Odd?.Cc,
        [("String", 0x0E02)] = item => item.Odd?.Bcc,
        [("SystemTime", 0x3007)] = item => Time(item.CreatedUtc),
        [("SystemTime", 0x3008)] = item => Time(item.ModifiedUtc),
        [("String", 0x1000)] = item => item.Odd is { } odd ? odd.Body : item.Message.Body,
        [("Binary", 0x1013)] = item => item.Odd?.Html is { } html ? Convert.ToBase64String(Encoding.UTF8.GetBytes(html)) : null,
        [("Boolean", 0x10F4)] = _ => Flag(false),
    };

    public static Func<MailItem, string?>? Reader(string type, int tag) => Readers.GetValueOrDefault((type, tag));

    public static string ItemClass(MailItem item) => item.Odd is { } odd ? odd.ItemClass : item.Message.ItemClass;

    /// <summary>In whole seconds. By hand: a page of items has a thousand of them.</summary>
    public static string Time(DateTime time) => string.Create(20, time, static (text, moment) => Write(text, moment));

    private static void Write(Span<char> text, DateTime time)
    {
        "0000-00-00T00:00:00Z".CopyTo(text);
        time.Deconstruct(out var date, out var clock);
        Digits(text[..4], date.Year);
        Digits(text[5..7], date.Month);
        Digits(text[8..10], date.Day);
        Digits(text[11..13], clock.Hour);
        Digits(text[14..16], clock.Minute);
        Digits(text[17..19], clock.Second);
    }

    private static void Digits(Span<char> text, int number)
    {
        for (var i = text.Length - 1; i >= 0; i--)
        {
            text[i] = (char)('0' + number % 10);
            number /= 10;
        }
    }

    public static string Flag(bool value) => value ? "true" : "false";

    private static string? Time(DateTime? time) => time is { } some ? Time(some) : null;

    private static string SearchKey(MailItem item) => Convert.ToBase64String(new Chance((ulong)item.SearchKey * 0x9E3779B97F4A7C15).Guid().ToByteArray());

    private static string? Subject(MailItem item) => item.Odd is { } odd ? odd.Subject : item.Message.Subject;

    private static string? Sender(MailItem item) => item.Odd is { } odd ? odd.Sender : item.Message.Sender;

    private static string? SenderAddress(MailItem item) => item.Odd is { } odd ? odd.SenderAddress : item.Message.Sender;

    private static bool? HasAttachments(MailItem item) => item.Odd is { } odd ? odd.HasAttachments : item.Message.HasAttachments;

    /// <summary>MS-OXCMSG: one to three characters, no digits among them, then a colon and a space.</summary>
    private static int PrefixLength(string subject)
    {
        var colon = subject.IndexOf(": ", StringComparison.Ordinal);
        return colon is >= 1 and <= 3 && !subject[..colon].Any(char.IsDigit) ? colon + 2 : 0;
    }
}
