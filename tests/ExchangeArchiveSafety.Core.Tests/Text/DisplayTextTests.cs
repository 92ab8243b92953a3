using System.Globalization;
using FsCheck.Xunit;
using Xunit;

namespace ExchangeArchiveSafety.Core.Tests.Text;

/// <summary>Text of a tenant cannot rewrite what an admin sees.</summary>
public class DisplayTextTests
{
    [Theory]
    [InlineData(null, "")]
    [InlineData("", "")]
    [InlineData("Ada Lovelace", "Ada Lovelace")]
    [InlineData("Zo\u00EB \u4E2D\u6587 \u05D0\u05D1", "Zo\u00EB \u4E2D\u6587 \u05D0\u05D1")]
    [InlineData("\0", @"\u{0000}")]
    [InlineData("a\u0007b", @"a\u{0007}b")]
    [InlineData("a\tb\r\nc", @"a\u{0009}b\u{000D}\u{000A}c")]
    [InlineData("\u001B[31mred", @"\u{001B}[31mred")]
    [InlineData("\u007F\u0085\u009B", @"\u{007F}\u{0085}\u{009B}")]
    [InlineData("invoice\u202Efdp.exe", @"invoice\u{202E}fdp.exe")]
    [InlineData("\u200E\u200F\u202A\u202B\u202C\u202D\u2066\u2067\u2068\u2069\u061C", @"\u{200E}\u{200F}\u{202A}\u{202B}\u{202C}\u{202D}\u{2066}\u{2067}\u{2068}\u{2069}\u{061C}")]
    [InlineData("\u200B\u2060\uFEFF\u00AD", @"\u{200B}\u{2060}\u{FEFF}\u{00AD}")]
    [InlineData("line\u2028paragraph\u2029", @"line\u{2028}paragraph\u{2029}")]
    [InlineData("\U0001F600 ok", "\U0001F600 ok")]
    [InlineData("\u2764\uFE0F", "\u2764\uFE0F")]
    [InlineData("tag \U000E0041", @"tag \u{E0041}")]
    [InlineData("\U0001D173", @"\u{1D173}")]
    [InlineData("private \uE000 \U000F0000", @"private \u{E000} \u{F0000}")]
    [InlineData("no character \uFFFE", @"no character \u{FFFE}")]
    public void Harmful_characters_are_written_as_their_code_and_others_stay(string? text, string expected)
    {
        Assert.Equal(expected, DisplayText.Escape(text));
    }

    [Fact]
    public void Lone_surrogates_are_written_as_their_code()
    {
        // Built at run time: attributes are stored as UTF-8, which has no lone surrogates.
        const char High = '\uD83D';
        const char Low = '\uDE00';
        Assert.Equal(@"\u{D83D}", DisplayText.Escape(High.ToString()));
        Assert.Equal(@"\u{DE00}", DisplayText.Escape(Low.ToString()));
        Assert.Equal(@"a\u{D83D}b", DisplayText.Escape("a" + High + "b"));
        Assert.Equal(@"\u{DE00}\u{D83D}", DisplayText.Escape(string.Concat(Low, High)));
        Assert.Equal(@"\u{D83D}" + "\U0001F600", DisplayText.Escape(High + "\U0001F600"));
        Assert.Equal("\U0001F600" + @"\u{DE00}", DisplayText.Escape("\U0001F600" + Low));
    }

    [Property(MaxTest = 1000)]
    public void Nothing_harmful_is_left_and_nothing_harmless_is_lost(string? text)
    {
        var shown = DisplayText.Escape(text);
        for (var i = 0; i < shown.Length; i += char.IsSurrogatePair(shown, i) ? 2 : 1)
        {
            Assert.DoesNotContain(
                CharUnicodeInfo.GetUnicodeCategory(shown, i),
                new[] { UnicodeCategory.Control, UnicodeCategory.Format, UnicodeCategory.LineSeparator, UnicodeCategory.ParagraphSeparator, UnicodeCategory.Surrogate });
        }

        Assert.Equal(shown, DisplayText.Escape(shown));
        Assert.True((text ?? "").All(character => character is < ' ' or > '~' || shown.Contains(character)));
    }

    [Fact]
    public void A_sentence_takes_text_as_data()
    {
        Assert.Equal(@"Batch '{1} \u{202E}' has 3.", DisplayText.Sentence("Batch '{0}' has {1}.", "{1} \u202E", 3));
    }

    [Fact]
    public void Values_are_shown_alike_in_every_culture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            foreach (var culture in new[] { "de-DE", "tr-TR", "ar-SA", "fa-IR", "" })
            {
                CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
                Assert.Equal("1.5", DisplayText.Show(1.5));
                Assert.Equal("-1234567", DisplayText.Show(-1234567));
                Assert.Equal("2026-11-22 12:00:00Z", DisplayText.Show(TestTenant.Now));
                Assert.Equal("True", DisplayText.Show(true));
                Assert.Equal("", DisplayText.Show(null));
                Assert.Equal(TestTenant.SomeArchive.ToString(), DisplayText.Show(TestTenant.SomeArchive));
                Assert.Equal("Dormant", DisplayText.Show(ConflictState.Dormant));
                Assert.Equal("730.00:00:00", DisplayText.Show(TimeSpan.FromDays(730)));
                Assert.Equal("1.5 of 2026-11-22 12:00:00Z", DisplayText.Sentence("{0} of {1}", 1.5, TestTenant.Now));
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Verdicts_are_the_same_in_every_culture()
    {
        static string Verdicts() => string.Join(
            "\n",
            new[]
            {
                TestTenant.Conflicting.Type("imap").Batch("syncing"),
                TestTenant.Conflicting.Type("IMAP").Batch("SYNCING").EndingHold().Full(60),
                TestTenant.WithoutTags.Full(95).OpenHold(),
                TestTenant.Conflicting.User("INCREMENTALSTOPPED").Batch("WAITING"),
                TestTenant.Conflicting.Policy("DEFAULT MRM POLICY").Tag("personal", "movetoarchive", true).Archive(Guid.Empty, "active"),
            }.Select(tenant => Described.Of(tenant.Verdict)));
        var before = CultureInfo.CurrentCulture;
        var expected = Verdicts();
        try
        {
            foreach (var culture in new[] { "tr-TR", "az-Latn-AZ", "ar-SA", "th-TH", "fa-IR" })
            {
                CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
                Assert.Equal(expected, Verdicts());
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_sentence_is_the_same_in_every_culture_and_gives_numbers_as_it_wants_them()
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
        try
        {
            Assert.Equal(
                @"1,234,567 and 1234567, 0.5, \u{202E}x, 2026-01-02 03:04:05Z, True, ",
                DisplayText.Sentence("{0:N0} and {0}, {1}, {2}, {3}, {4}, {5}", 1_234_567, 0.5, "\u202Ex", new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc), true, null));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
