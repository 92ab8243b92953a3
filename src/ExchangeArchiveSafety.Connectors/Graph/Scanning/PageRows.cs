namespace ExchangeArchiveSafety.Connectors.Graph.Scanning;

/// <summary>The rows of one page, until they are known to be whole.</summary>
internal sealed class PageRows
{
    private readonly List<(ulong Id, int End)> _rows = [];
    private readonly NdjsonRows _bytes = new();

    /// <summary>Items in it.</summary>
    public int Count => _rows.Count;

    /// <summary>Whether the folder is no longer there.</summary>
    public bool IsGone { get; private init; }

    /// <summary>What was asked, of the mailbox that answered.</summary>
    public GraphRequest Request { get; private init; } = new();

    /// <summary>The link to the next page; null when there is none.</summary>
    public string? Link { get; private set; }

    public static PageRows Gone(GraphRequest request) => new() { IsGone = true, Request = request };

    /// <summary>Makes rows of an answer.</summary>
    /// <exception cref="BrokenAnswerException">The answer is broken.</exception>
    public static PageRows Read(GraphReply reply, RowText text)
    {
        var page = new PageRows { Request = reply.Request };
        page.Link = ItemJson.ReadPage(reply.Body, (body, item) =>
        {
            text.Write(page._bytes, body, item);
            page._rows.Add((IdHash.Of(item.Id.Raw(body)), page._bytes.Length));
        }).Link;
        return page;
    }

    /// <summary>Hands over the rows one by one.</summary>
    public void ForEach(Action<ulong, byte[], int, int> take)
    {
        var (bytes, start) = (_bytes.Buffer, 0);
        foreach (var (id, end) in _rows)
        {
            take(id, bytes, start, end - start);
            start = end;
        }
    }
}
