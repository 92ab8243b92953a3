namespace ExchangeArchiveSafety.Journal;

/// <summary>Everything that a journal says, as few lines as it takes: folded, they give the same as the whole journal. Pure.</summary>
internal sealed class JournalSnapshot : IJournalReader
{
    private readonly JournalLedger[] _ledgers = [new SuspensionLedger { KeepsHistory = true }, new RemovalLedger(), new ProbeLedger(), new MigrationMemory()];
    private long _supersedes;
    private long _owed;
    private DateTime _upToUtc;
    private string? _tenant;

    /// <summary>How many records it stands for, counted from the very first.</summary>
    public long Supersedes => _supersedes;

    /// <summary>When the last of them was written, UTC.</summary>
    public DateTime UpToUtc => _upToUtc;

    public void StartOver()
    {
        foreach (IJournalReader ledger in _ledgers)
        {
            ledger.StartOver();
        }

        (_supersedes, _owed, _upToUtc, _tenant) = (0, 0, default, null);
    }

    public void Add(JournalRecord record)
    {
        if (record is SnapshotRecord { IsHeader: true } header)
        {
            (_supersedes, _owed) = (header.Supersedes, header.Follow);
        }
        else if (_owed > 0)
        {
            // It belongs to the snapshot.
            _owed--;
        }
        else
        {
            _supersedes++;
        }

        _upToUtc = record.AtUtc > _upToUtc ? record.AtUtc : _upToUtc;
        _tenant = record.Tenant ?? _tenant;
        foreach (IJournalReader ledger in _ledgers)
        {
            ledger.Add(record);
        }
    }

    /// <summary>Whether its lines take no more room than this.</summary>
    public bool FitsIn(long bytes)
    {
        foreach (var line in Lines(""))
        {
            if ((bytes -= line.Length) < 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Its lines, made one by one as they are asked for.</summary>
    /// <param name="superseded">The journal that holds what they stand for.</param>
    public IEnumerable<byte[]> Lines(string superseded)
    {
        yield return JournalLine.Write(new SnapshotRecord
        {
            AtUtc = _upToUtc,
            Tenant = _tenant,
            Supersedes = _supersedes,
            Superseded = superseded,
            ModuleVersion = typeof(JournalSnapshot).Assembly.GetName().Version!.ToString(),
            Follow = Condensed().LongCount(),
        });
        foreach (var record in Condensed())
        {
            yield return JournalLine.Write(record);
        }
    }

    private IEnumerable<JournalRecord> Condensed() => _ledgers.SelectMany(ledger => ledger.Condensed());
}
