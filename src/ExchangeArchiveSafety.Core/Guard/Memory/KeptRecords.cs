namespace ExchangeArchiveSafety.Guard.Memory;

/// <summary>
/// The records that a memory cannot do without: those with news, the last reading before each, and the last pass over every part of the tenant. Hours without news,
/// which are most of a journal, are not among them.
/// </summary>
internal sealed class KeptRecords
{
    private readonly List<MemoryRecord> _news = [];
    private readonly Dictionary<(int Partition, int Count, WholeLists Read), MemoryRecord> _quiet = [];
    private MemoryRecord? _reading;

    /// <summary>All of them, in an order in which they fold to the same.</summary>
    public IEnumerable<MemoryRecord> All => [.. _news, .. _quiet.Values.OrderBy(record => record.AtUtc)];

    public void Add(MemoryRecord record)
    {
        // When holds were in force is told by the suspensions.
        var kept = record with { Holds = null };
        if (kept is { Pass: { } pass } && !(kept with { Pass = null }).HasNews)
        {
            _quiet[(pass.Partition, pass.PartitionCount, kept.Read)] = kept;
            _reading = kept.Read != WholeLists.None && !(_reading?.AtUtc > kept.AtUtc) ? kept : _reading;
        }
        else if (kept.HasNews)
        {
            if (_reading is not null)
            {
                _news.Add(_reading);
            }

            _news.Add(kept);
            _reading = null;
        }
    }

    public void Clear()
    {
        _news.Clear();
        _quiet.Clear();
        _reading = null;
    }
}
