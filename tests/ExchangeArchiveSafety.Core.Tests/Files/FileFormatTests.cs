using System.Text;
using Xunit;

namespace ExchangeArchiveSafety.Core.Tests;

/// <summary>One way to know a file: by the name and the version that it carries.</summary>
public class FileFormatTests
{
    private static readonly FileErrors Errors = new(ErrorIds.JournalForeign, ErrorIds.JournalNewer, ErrorIds.JournalDamaged, ErrorIds.JournalNotReadable, ErrorIds.JournalNotWritable);
    private static readonly FileFormat Line = new("Some.Format/", 3, Errors);
    private static readonly FileFormat Document = new("Some.Format", 3, Errors);

    [Theory]
    [InlineData("""{"format":"Some.Format/3"}""", null)]
    [InlineData("""{"a":{"format":"x"},"format" : "Some.Format/1"}""", null)]
    [InlineData("""{"format":"Some.Format/4"}""", ErrorIds.JournalNewer)]
    [InlineData("""{"format":"Some.Format/x"}""", ErrorIds.JournalDamaged)]
    [InlineData("""{"format":"Some.Format/0"}""", ErrorIds.JournalDamaged)]
    [InlineData("""{"format":"Some.Format","version":1}""", ErrorIds.JournalForeign)]
    [InlineData("""{"format":"Other.Format/1"}""", ErrorIds.JournalForeign)]
    [InlineData("""{"format":1}""", ErrorIds.JournalForeign)]
    [InlineData("""{"a":{"format":"Some.Format/1"}}""", ErrorIds.JournalForeign)]
    [InlineData("text", ErrorIds.JournalForeign)]
    [InlineData("", ErrorIds.JournalForeign)]
    public void A_line_is_known_wherever_its_format_stands(string text, string? id) =>
        Assert.Equal(id, (Record.Exception(() => Line.Check(Encoding.UTF8.GetBytes(text), "file")) as UnusableFileException)?.ErrorId);

    [Theory]
    [InlineData("""{ "format" : "Some.Format", "version" : 7, "more" : """, 7)]
    [InlineData("""{"format":"Some.Format","version":"7"}""", null)]
    [InlineData("""{"format":"Some.Format/7"}""", null)]
    [InlineData("""{"version":7,"format":"Some.Format"}""", null)]
    [InlineData("""{"format":"Some.Format","more":1,"version":7}""", null)]
    public void A_document_has_both_in_front(string text, int? version) => Assert.Equal(version, Document.VersionIn(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData("""{"for""", true)]
    [InlineData("""{"format":"Some.Format/1","more""", true)]
    [InlineData("{\"format\":\"So\0\0\0", true)]
    [InlineData("""{"a":1,"format":"Some.Format/1","mo""", true)]
    [InlineData("""{"form:""", false)]
    [InlineData("""{"format":"Other.Format/1"}""", false)]
    public void What_was_cut_off_is_told_from_what_is_foreign(string text, bool isOurs) => Assert.Equal(isOurs, Line.CanBeCutOff(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void What_cannot_be_reached_has_the_ids_of_its_kind()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(ErrorIds.JournalNotReadable, Assert.Throws<UnusableFileException>(() => Line.Read(folder.File("none"), file => file.Length)).ErrorId);
        Assert.Equal(ErrorIds.JournalNotWritable, Assert.Throws<UnusableFileException>(() => Line.Write<int>(folder.File("none"), () => throw new IOException("full"))).ErrorId);
    }
}
