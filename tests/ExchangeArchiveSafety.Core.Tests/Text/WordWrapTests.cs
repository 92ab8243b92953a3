using Xunit;

namespace ExchangeArchiveSafety.Text;

public class WordWrapTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData(null, "")]
    [InlineData("one two", "one two")]
    [InlineData("one two three", "one two|three")]
    [InlineData("seven77 x", "seven77|x")]
    [InlineData("x longerthanaline y", "x|longerthanaline|y")]
    [InlineData("in /Inbox/Projects/A.b", "in|/Inbox/|Projects/|A.b")]
    [InlineData("in a/Projects", "in a/|Projects")]
    [InlineData("a/b/c a-b-c-d", "a/b/c|a-b-c-d")]
    [InlineData("-.-.-.-.-.", "-.-.-.|-.-.")]
    public void Lines_break_at_blanks_and_in_words_that_are_longer_than_a_line_between_their_parts(string? text, string lines) =>
        Assert.Equal(lines.Split('|'), WordWrap.Lines(text, 7).Split(Environment.NewLine));

    [Fact]
    public void Wide_characters_take_the_columns_that_they_take() =>
        Assert.Equal(["日本", "語"], WordWrap.Lines("日本 語", 5, text => text.Length * 2).Split(Environment.NewLine));
}
