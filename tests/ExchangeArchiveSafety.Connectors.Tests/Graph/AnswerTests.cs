using System.Text;
using System.Text.Json;
using Xunit;

namespace ExchangeArchiveSafety.Graph;

public class AnswerTests
{
    private const string Item = """{"id":"A","size":5,"type":"IPM.Note","createdDateTime":"2021-09-15T12:16:38Z"}""";

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"value\":null}")]
    [InlineData("{\"value\":[")]
    [InlineData("{\"value\":[" + Item + "]")]
    [InlineData("{\"value\":[" + Item + "]}}")]
    [InlineData("{\"value\":[" + Item + "]} {}")]
    [InlineData("{\"value\":[" + Item + "],\"value\":[]}")]
    [InlineData("{\"value\":[{\"id\":\"\"}]}")]
    [InlineData("{\"value\":[{\"size\":1}]}")]
    [InlineData("{\"value\":[1]}")]
    [InlineData("{\"value\":[" + Item + ",]}")]
    [InlineData("{\"value\":[{\"id\":1}]}")]
    [InlineData("{\"value\":[],\"@odata.nextLink\":1}")]
    [InlineData("<html/>")]
    public void What_is_not_a_whole_list_is_broken(string body) =>
        Assert.Throws<BrokenAnswerException>(() => ItemJson.ReadPage(Encoding.UTF8.GetBytes(body), (_, _) => { }));

    [Fact]
    public void Bytes_that_are_no_text_are_broken() =>
        Assert.Throws<BrokenAnswerException>(() => ItemJson.ReadPage([.. "{\"value\":[{\"id\":\""u8, 0xFF, .. "\"}]}"u8], (_, _) => { }));

    [Fact]
    public void Odd_text_gets_into_the_inventory_and_out_again()
    {
        var row = Row("""
            {"id":"x","singleValueExtendedProperties":[{"id":"string 0x37","value":"a\ud800\"\\\u0001é😀\/"},{"id":"String 0x1035","value":7},
            {"id":"String 0x0C1F","value":"/o=ExchangeLabs/cn=anna"},{"id":"String 0x5D02","value":"Anna@contoso.example"},{"id":"boolean 0xe1b","value":"True"},
            {"id":"SystemTime 0x0039","value":"2021-09-15T12:16:38.5Z"},{"id":"SystemTime 0x0E06","value":"1601-01-01T00:00:00Z"},{"id":"Binary 0x0037","value":"bm8="}]}
            """);
        var (tokenizer, record) = (new NdjsonTokenizer(), new InventoryRecord());
        tokenizer.Read(row, 0, row.Length, true, record);
        var fields = default(ItemFields);
        Assert.Null(RowReader.ReadFields(record, row, isWhole: true, ref fields));
        var item = new RowReader().ReadItem(fields);

        Assert.Equal("a\ud800\"\\\u0001é😀/", item.Subject);
        Assert.Equal(("7", "Anna@contoso.example", true), (item.InternetMessageId, item.Sender, item.HasAttachments));
        Assert.Equal(new DateTime(2021, 9, 15, 12, 16, 38, 500, DateTimeKind.Utc), item.SentUtc);
        Assert.Null(item.ReceivedUtc);
        Assert.Null(item.Size);
        Assert.Equal("/In\ud800\uF8FFbox\"", item.FolderPath);
        Assert.Equal((0xFFFFu & ~(1u << (int)InventoryColumn.BodyDigest)), record.Present);
    }

    [Fact]
    public void What_is_missing_stays_missing()
    {
        var row = JsonDocument.Parse(Row("""{"id":"x","size":null,"singleValueExtendedProperties":null}""")).RootElement;
        foreach (var name in new[] { "subject", "sender", "sentUtc", "size", "hasAttachments", "searchKey", "createdUtc" })
        {
            Assert.Equal(JsonValueKind.Null, row.GetProperty(name).ValueKind);
        }
    }

    [Theory]
    [InlineData("https://g/v1.0/a/items?%24skip=250&$top=9", 250)]
    [InlineData("https://g/v1.0/a/items?$top=9&$skip=7", 7)]
    [InlineData("https://g/v1.0/a/items?$skiptoken=7", null)]
    [InlineData("https://g/v1.0/a/items?$skip=7&$skiptoken=x", null)]
    [InlineData("https://g/v1.0/a/items?$skip=-7", null)]
    public void A_plain_skip_is_told_from_other_links(string link, int? skip) => Assert.Equal(skip, GraphLink.Skip(link));

    [Theory]
    [InlineData("https://graph.example/v1.0/admin/exchange/mailboxes/MBX:1@2/folders/F/items?$skip=1", true)]
    [InlineData("https://graph.example/v1.0/admin/exchange/mailboxes/MBX%3A1%402/folders/F/items?$skip=1", true)]
    [InlineData("https://graph.example/v1.0/admin/exchange/mailboxes('MBX:1@2')/folders('F')/items?$skip=1", true)]
    [InlineData("https://graph.example/v1.0/admin/exchange/mailboxes/MBX:9@2/folders/F/items?$skip=1", false)]
    [InlineData("https://graph.example/v1.0/admin/exchange/mailboxes/MBX:1@2/folders/G/items?$skip=1", false)]
    [InlineData("http://graph.example/v1.0/admin/exchange/mailboxes/MBX:1@2/folders/F/items?$skip=1", false)]
    [InlineData("https://graph.example:444/v1.0/admin/exchange/mailboxes/MBX:1@2/folders/F/items?$skip=1", false)]
    [InlineData("https://evil.example/v1.0/admin/exchange/mailboxes/MBX:1@2/folders/F/items?$skip=1", false)]
    [InlineData("https://graph.example@evil.example/v1.0/admin/exchange/mailboxes/MBX:1@2/folders/F/items?$skip=1", false)]
    [InlineData("/v1.0/admin", false)]
    public void A_link_leads_on_only_within_its_list(string link, bool isFine)
    {
        var request = new GraphRoutes("https://graph.example", "v1.0", "beta", 100).Items("MBX:1@2", MailItemLocation.Primary, "F");
        if (isFine)
        {
            Assert.Equal(new Uri(link), GraphLink.Next(request, link).Address);
        }
        else
        {
            Assert.Equal("GraphRedirectRefused", Assert.Throws<GraphException>(() => GraphLink.Next(request, link)).ErrorId);
        }
    }

    private static byte[] Row(string item)
    {
        var text = new RowText(new() { User = "anna@contoso.example" }, new() { Path = "/In\ud800\uF8FFbox\"" });
        var rows = new NdjsonRows();
        ItemJson.ReadPage(Encoding.UTF8.GetBytes("{\"value\":[" + item + "]}"), (body, raw) => text.Write(rows, body, raw));
        return rows.Buffer[..rows.Length];
    }
}
