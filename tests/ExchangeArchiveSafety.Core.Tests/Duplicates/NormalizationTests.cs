using System.Text;
using Xunit;

namespace ExchangeArchiveSafety.Duplicates;

public class NormalizationTests
{
    [Theory]
    [InlineData("Budget", "Budget")]
    [InlineData("RE: Budget", "Budget")]
    [InlineData("re: Budget", "Budget")]
    [InlineData("RE:Budget", "Budget")]
    [InlineData("RE : Budget", "Budget")]
    [InlineData("RE\u00A0: Budget", "Budget")]
    [InlineData("AW: WG: Budget", "Budget")]
    [InlineData("TR: RE: Budget", "Budget")]
    [InlineData("Re[3]: Budget", "Budget")]
    [InlineData("Re(12): Budget", "Budget")]
    [InlineData("RV: Presupuesto", "Presupuesto")]
    [InlineData("RES: ENC: Orçamento", "Orçamento")]
    [InlineData("R: I: Bilancio", "Bilancio")]
    [InlineData("SV: VS: Budjetti", "Budjetti")]
    [InlineData("Antw: Begroting", "Begroting")]
    [InlineData("ODP: PD: Budżet", "Budżet")]
    [InlineData("Odg: Prosl: Proračun", "Proračun")]
    [InlineData("YNT: İLT: Bütçe", "Bütçe")]
    [InlineData("ΑΠ: ΠΡΘ: Προϋπολογισμός", "Προϋπολογισμός")]
    [InlineData("Отв: Пересл: Бюджет", "Бюджет")]
    [InlineData("答复: 转发: 预算", "预算")]
    [InlineData("回复：预算", "预算")]
    [InlineData("返信: 予算", "予算")]
    [InlineData("  Budget \t\r\n plan  ", "Budget plan")]
    [InlineData("Budget\u2003plan", "Budget plan")]
    [InlineData("RE:", "RE:")]
    [InlineData(" RE: ", "RE:")]
    [InlineData(" RE: FW: ", "FW:")]
    [InlineData("", "")]
    [InlineData("Reply: Budget", "Reply: Budget")]
    [InlineData("Project: RE: Budget", "Project: RE: Budget")]
    [InlineData("Re[x]: Budget", "Re[x]: Budget")]
    [InlineData("[3]: Budget", "[3]: Budget")]
    [InlineData("12:30 lunch", "12:30 lunch")]
    [InlineData(": Budget", ": Budget")]
    public void Subject_loses_prefixes_and_white_space(string subject, string expected) =>
        Assert.Equal(expected, SubjectText.Normalize(subject));

    [Fact]
    public void A_million_prefixes_are_read_in_one_pass() =>
        Assert.Equal("Budget", SubjectText.Normalize(string.Concat(Enumerable.Repeat("RE: ", 1_000_000)) + "Budget"));

    [Fact]
    public void Subject_keeps_its_case() => Assert.NotEqual(SubjectText.Normalize("Budget"), SubjectText.Normalize("budget"));

    [Theory]
    [InlineData("<a@b>", "a@b")]
    [InlineData("a@b", "a@b")]
    [InlineData("  <a@b> \r\n", "a@b")]
    [InlineData("< a@b >", "a@b")]
    [InlineData("<A@b>", "A@b")]
    [InlineData("<<a@b>>", "<a@b>")]
    [InlineData("<a@b", "<a@b")]
    [InlineData("<>", "")]
    [InlineData("", "")]
    [InlineData("   ", "")]
    [InlineData("<123@imapsync>", "")]
    [InlineData("123@imapsync", "")]
    [InlineData("x123@imapsync", "x123@imapsync")]
    public void Message_id_loses_brackets_and_keeps_case(string header, string expected)
    {
        Assert.Equal(expected, MessageId.Normalize(header));
        Assert.Equal(expected, Encoding.UTF8.GetString(MessageId.Normalize(Encoding.UTF8.GetBytes(header))));
    }

    [Theory]
    [InlineData("Megan@Contoso.example", "megan@contoso.example")]
    [InlineData(" megan@contoso.example ", "megan@contoso.example")]
    [InlineData("Megan Bowen <Megan@Contoso.example>", "megan@contoso.example")]
    [InlineData("SMTP:Megan@Contoso.example", "megan@contoso.example")]
    [InlineData("/O=CONTOSO/CN=Megan", "/o=contoso/cn=megan")]
    [InlineData("Megan <Sales>", "megan <sales>")]
    [InlineData("", "")]
    public void Sender_is_the_bare_address(string sender, string expected) => Assert.Equal(expected, SenderAddress.Normalize(sender));

    [Fact]
    public void Times_are_whole_seconds_in_utc()
    {
        var local = new DateTime(2024, 3, 5, 10, 20, 30, DateTimeKind.Utc).ToLocalTime();
        Assert.Equal(WholeSecond.Of(Mail.Sent), WholeSecond.Of(local));
        Assert.Equal(WholeSecond.Of(Mail.Sent), WholeSecond.Of(Mail.Sent.AddMilliseconds(999)));
        Assert.NotEqual(WholeSecond.Of(Mail.Sent), WholeSecond.Of(Mail.Sent.AddMilliseconds(1000)));
        Assert.Equal(WholeSecond.Missing, WholeSecond.Of(null));
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(1601, 1, 1)]
    [InlineData(4501, 1, 1)]
    public void Dates_that_stand_for_none_are_none(int year, int month, int day) =>
        Assert.Null(new MailItem { SentUtc = new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Utc) }.SentUtc);

    [Theory]
    [InlineData("abcdef0123456789abcdef0123456789", "ABCDEF0123456789ABCDEF0123456789", true)]
    [InlineData("q83vASNFZ4k=", "q83vASNFZ4k=", true)]
    [InlineData("q83vASNFZ4k=", "Q83vASNFZ4k=", false)]
    [InlineData("abcd", "ABCD", false)]
    [InlineData("", "", false)]
    [InlineData(" ", " ", false)]
    public void Digests_are_compared_by_what_they_are(string first, string second, bool equal) =>
        Assert.Equal(equal, DigestText.Match(first, second) == FieldMatch.Equal);

    [Theory]
    [InlineData("")]
    [InlineData("Budget")]
    [InlineData("Zürich 予算 😀")]
    public void Bytes_and_text_are_the_same_text(string text)
    {
        Assert.Equal(Encoding.UTF8.GetBytes(text), Wtf8.Encode(text));
        Assert.Equal(text, Wtf8.Decode(Wtf8.Encode(text)));
        Assert.True(Wtf8.IsValid(Wtf8.Encode(text)));
    }

    [Fact]
    public void Bytes_carry_halves_of_pairs()
    {
        foreach (var text in new[] { "\uD83D", "a\uDE00b\uD83D", "\uD83D\uD83D\uDE00" })
        {
            Assert.Equal(text, Wtf8.Decode(Wtf8.Encode(text)));
            Assert.True(Wtf8.IsValid(Wtf8.Encode(text)));
        }
    }

    [Theory]
    [InlineData(new byte[] { 0x80 })]
    [InlineData(new byte[] { 0xC0, 0x80 })]
    [InlineData(new byte[] { 0xE0, 0x80, 0x80 })]
    [InlineData(new byte[] { 0xF4, 0x90, 0x80, 0x80 })]
    [InlineData(new byte[] { 0x61, 0xE9 })]
    [InlineData(new byte[] { 0xFF })]
    public void Bytes_that_are_no_text_are_noticed(byte[] bytes) => Assert.False(Wtf8.IsValid(bytes));

    [Theory]
    [InlineData(0, 0x726fdb47dd0e0e31)]
    [InlineData(1, 0x74f839c593dc67fd)]
    [InlineData(7, 0xab0200f58b01d137)]
    [InlineData(8, 0x93f5f5799a932462)]
    [InlineData(9, 0x9e0082df0ba9e4b0)]
    [InlineData(10, 0x7a5dbbc594ddb9f3)]
    [InlineData(11, 0xf4b32f46226bada7)]
    [InlineData(12, 0x751e8fbc860ee5fb)]
    [InlineData(13, 0x14ea5627c0843d90)]
    [InlineData(14, 0xf723ca908e7af2ee)]
    [InlineData(15, 0xa129ca6149be45e5)]
    [InlineData(16, 0x3f2acc7f57c29bdb)]
    public void Sip_hash_gives_the_published_values(int length, ulong expected) =>
        Assert.Equal(expected, SipHash.Hash(0x0706050403020100, 0x0f0e0d0c0b0a0908, [.. Enumerable.Range(0, length).Select(value => (byte)value)], 2, 4));
}
