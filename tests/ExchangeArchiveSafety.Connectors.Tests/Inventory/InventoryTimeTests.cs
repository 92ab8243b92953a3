using System.Globalization;
using System.Text;
using Xunit;

namespace ExchangeArchiveSafety.Inventory;

public class InventoryTimeTests
{
    [Theory]
    [InlineData("2024-03-05T10:20:30Z", "2024-03-05T10:20:30.0000000Z")]
    [InlineData("2024-03-05T10:20:30", "2024-03-05T10:20:30.0000000Z")]
    [InlineData("2024-03-05 10:20:30", "2024-03-05T10:20:30.0000000Z")]
    [InlineData("2024-03-05t10:20:30z", "2024-03-05T10:20:30.0000000Z")]
    [InlineData(" 2024-03-05T10:20:30Z ", "2024-03-05T10:20:30.0000000Z")]
    [InlineData("2024-03-05T10:20:30.5Z", "2024-03-05T10:20:30.5000000Z")]
    [InlineData("2024-03-05T10:20:30,5Z", "2024-03-05T10:20:30.5000000Z")]
    [InlineData("2024-03-05T10:20:30.1234567Z", "2024-03-05T10:20:30.1234567Z")]
    [InlineData("2024-03-05T10:20:30.123456789Z", "2024-03-05T10:20:30.1234567Z")]
    [InlineData("2024-03-05T10:20:30+02:00", "2024-03-05T08:20:30.0000000Z")]
    [InlineData("2024-03-05T10:20:30-0530", "2024-03-05T15:50:30.0000000Z")]
    [InlineData("2024-03-05T10:20:30+02", "2024-03-05T08:20:30.0000000Z")]
    [InlineData("2024-03-05T00:20:30.25+13:45", "2024-03-04T10:35:30.2500000Z")]
    [InlineData("20240305T102030Z", "2024-03-05T10:20:30.0000000Z")]
    [InlineData("20240305T102030+0200", "2024-03-05T08:20:30.0000000Z")]
    [InlineData("2024-02-29T23:59:60Z", "2024-03-01T00:00:00.0000000Z")]
    [InlineData("0001-01-01T00:00:00Z", "0001-01-01T00:00:00.0000000Z")]
    [InlineData("9999-12-31T23:59:59Z", "9999-12-31T23:59:59.0000000Z")]
    [InlineData("/Date(1709634030000)/", "2024-03-05T10:20:30.0000000Z")]
    [InlineData("/Date(1709634030123+0200)/", "2024-03-05T10:20:30.1230000Z")]
    [InlineData("/Date(-1000)/", "1969-12-31T23:59:59.0000000Z")]
    public void A_time_is_read(string text, string expected)
    {
        Assert.True(InventoryTime.TryParse(Encoding.UTF8.GetBytes(text), out var time));
        Assert.Equal(expected, time!.Value.ToString("O", CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void Nothing_is_no_time(string text)
    {
        Assert.True(InventoryTime.TryParse(Encoding.UTF8.GetBytes(text), out var time));
        Assert.Null(time);
    }

    [Theory]
    [InlineData("2024-03-05")]
    [InlineData("2024-03-05T10:20")]
    [InlineData("2024-03-05T10:20Z")]
    [InlineData("2024-13-05T10:20:30Z")]
    [InlineData("2024-00-05T10:20:30Z")]
    [InlineData("2024-02-30T10:20:30Z")]
    [InlineData("2023-02-29T10:20:30Z")]
    [InlineData("2024-03-00T10:20:30Z")]
    [InlineData("2024-03-05T24:00:00Z")]
    [InlineData("2024-03-05T10:60:00Z")]
    [InlineData("2024-03-05T10:20:61Z")]
    [InlineData("2024-03-05T10:20:30.Z")]
    [InlineData("2024-03-05T10:20:30ZZ")]
    [InlineData("2024-03-05T10:20:30+2")]
    [InlineData("2024-03-05T10:20:30+15:00")]
    [InlineData("2024-03-05T10:20:30+02:60")]
    [InlineData("2024-03-05T10:20:30 UTC")]
    [InlineData("0000-03-05T10:20:30Z")]
    [InlineData("0001-01-01T00:00:00+01:00")]
    [InlineData("9999-12-31T23:59:59-01:00")]
    [InlineData("2024-0305T10:20:30Z")]
    [InlineData("202403-05T10:20:30Z")]
    [InlineData("20240305T10:20:30Z")]
    [InlineData("2024/03/05 10:20:30")]
    [InlineData("3/5/2024 10:20:30 AM")]
    [InlineData("05.03.2024 10:20:30")]
    [InlineData("Tue, 05 Mar 2024 10:20:30 GMT")]
    [InlineData("1709634030")]
    [InlineData("/Date(x)/")]
    [InlineData("/Date(99999999999999999)/")]
    [InlineData("/Date(1)")]
    [InlineData("٢٠٢٤-03-05T10:20:30Z")]
    [InlineData("2024-03-05T10:20:30:")]
    public void What_is_no_iso_time_with_seconds_is_refused(string text) =>
        Assert.False(InventoryTime.TryParse(Encoding.UTF8.GetBytes(text), out _));

    [Fact]
    public void The_usual_way_and_the_other_way_read_the_same()
    {
        for (var time = new DateTime(1999, 12, 25, 22, 58, 57, DateTimeKind.Utc); time.Year < 2005; time += TimeSpan.FromHours(13.7))
        {
            var text = time.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);
            Assert.True(InventoryTime.TryParse(Encoding.UTF8.GetBytes(text + "Z"), out var usual));
            Assert.True(InventoryTime.TryParse(Encoding.UTF8.GetBytes(text), out var other));
            Assert.Equal(usual, other);
        }
    }

    [Theory]
    [InlineData("2024-03-05T10:20:30Z")]
    [InlineData("1999-12-31T23:59:59Z")]
    [InlineData("2000-02-29T00:00:00Z")]
    public void Whatever_byte_stands_anywhere_the_usual_way_says_what_the_other_one_says(string text)
    {
        for (var place = 0; place < text.Length; place++)
        {
            for (var value = 0; value <= byte.MaxValue; value++)
            {
                var bytes = Encoding.ASCII.GetBytes(text);
                bytes[place] = (byte)value;

                // A blank before it makes it another length, and is trimmed.
                byte[] padded = [(byte)' ', .. bytes];
                var expected = (InventoryTime.TryParse(padded, out var other), other);
                Assert.Equal(expected, (InventoryTime.TryParse(bytes, out var time), time));
                Assert.Equal(expected.Item1, InventoryTime.IsTime(bytes));
            }
        }
    }

    [Fact]
    public void Each_day_that_there_is_is_read_in_the_usual_way_and_no_other()
    {
        var text = "0000-00-00T00:00:00Z"u8.ToArray();
        var ticks = 0L;
        for (var year = 1; year <= 9999; year++)
        {
            Write(text, 0, year, 4);
            for (var month = 1; month <= 12; month++)
            {
                Write(text, 5, month, 2);
                var days = DateTime.DaysInMonth(year, month);
                for (var day = 1; day <= days; day++)
                {
                    Write(text, 8, day, 2);
                    if (!InventoryTime.TryParse(text, out var time) || time!.Value.Ticks != ticks)
                    {
                        Assert.Fail(Encoding.ASCII.GetString(text));
                    }

                    ticks += TimeSpan.TicksPerDay;
                }

                Write(text, 8, days + 1, 2);
                Assert.False(InventoryTime.IsTime(text), Encoding.ASCII.GetString(text));
            }
        }
    }

    private static void Write(byte[] text, int start, int number, int digits)
    {
        for (var place = start + digits - 1; place >= start; place--, number /= 10)
        {
            text[place] = (byte)('0' + (number % 10));
        }
    }
}
