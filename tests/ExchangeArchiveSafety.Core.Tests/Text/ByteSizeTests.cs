using Xunit;

namespace ExchangeArchiveSafety.Text;

public class ByteSizeTests
{
    [Theory]
    [InlineData(null, "unknown")]
    [InlineData(0L, "0 B")]
    [InlineData(1023L, "1023 B")]
    [InlineData(1024L, "1 KB")]
    [InlineData(1536L, "1.5 KB")]
    [InlineData(48000L, "46.9 KB")]
    [InlineData(102400L, "100 KB")]
    [InlineData(1048575L, "1 MB")]
    [InlineData(53687091200L, "50 GB")]
    [InlineData(long.MaxValue, "8 EB")]
    public void A_size_is_shown_in_a_unit_that_people_read(long? bytes, string shown) => Assert.Equal(shown, ByteSize.Show(bytes));
}
