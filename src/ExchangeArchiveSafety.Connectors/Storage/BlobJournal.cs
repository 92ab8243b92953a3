using Azure;

namespace ExchangeArchiveSafety.Connectors.Storage;

/// <summary>
/// The journal in an append blob, and in those in which it goes on when it is shortened. Nobody holds it: an append names the place that its run has read up to, and
/// is refused where somebody else was there first.
/// </summary>
internal sealed class BlobJournal : IJournalStore, IDisposable
{
    // Far more than the runs that share a journal; each try that is lost is another run's gain.
    private const int MostTries = 200;

    private readonly BlobJournalSettings _settings;
    private readonly BlobAddress _address;
    private readonly BlobFailure _failure;
    private readonly BlobParts _parts;
    private readonly BlobMark _mark;
    private JournalPosition _checked = JournalPosition.Start;

    /// <summary>A journal at an address; nothing is asked yet.</summary>
    public BlobJournal(BlobAddress address, BlobJournalSettings settings)
    {
        (_address, _settings) = (address, settings);
        _failure = new(address);
        _parts = new(address, settings);
        _mark = new(address, settings);
    }

    /// <inheritdoc/>
    public string Location => _address.Shown;

    /// <inheritdoc/>
    public bool Exists => Reading(() => _parts.Find() is not null);

    /// <inheritdoc/>
    public void EnsureWritable()
    {
        _ = Writing(() =>
        {
            if (_parts.Find() is null)
            {
                _parts.Create(_address.Name);
            }

            _parts.TryAppending(_parts.Last);
            return 0;
        });
        _checked = Read(_checked, new NoReader());
        _ = Writing(() =>
        {
            if (_parts.Find() is { } state && state.Length > _checked.Offset && _checked.Part == PartOf(_parts.Last))
            {
                // What others append is whole lines: either there is something new, or the last line was cut off by whoever put the blob there.
                _checked = Read(_checked, new NoReader());
                _ = state.Length <= _checked.Offset ? 0 : throw CutOff();
            }

            return Quietly(compaction => compaction.RunIfLong()) ? 1 : 0;
        });
    }

    /// <inheritdoc/>
    public void TryWriting() => _ = Writing(() =>
    {
        if (_parts.Find() is null)
        {
            _parts.TryBeginning(_address.Name);
        }
        else
        {
            _parts.TryAppending(_parts.Last);
        }

        return 0;
    });

    /// <inheritdoc/>
    public JournalPosition Read(JournalPosition from, IJournalReader reader) => Reading(() =>
    {
        if (from.Offset == 0)
        {
            if (_parts.Find() is null)
            {
                reader.StartOver();
                return JournalPosition.Start;
            }

            from = new() { Part = PartOf(_parts.Last) };
        }

        for (; ; )
        {
            try
            {
                var reading = new JournalReading(Location, reader);
                using var tail = new BlobTail(_parts.Client(NameOf(from.Part)), from.Offset - from.LastBytes.Length);
                if (!from.IsBefore(tail))
                {
                    reader.StartOver();
                    from = new() { Part = from.Part };
                    continue;
                }

                from = reading.Read(tail, from);
                if (reading.ContinuedIn is not { } next)
                {
                    return from;
                }

                reader.StartOver();
                from = new() { Part = PartOf(_parts.Follow(next)) };
            }
            catch (RequestFailedException exception) when (exception.Status == 404 && from.Part.Length == 0)
            {
                // It was there a moment ago, or when it was read before; what it knew is not in the next one.
                reader.StartOver();
                return JournalPosition.Start;
            }
            catch (RequestFailedException exception) when (exception.Status == 404)
            {
                throw _parts.Elsewhere(NameOf(from.Part));
            }
        }
    });

    /// <inheritdoc/>
    public bool TryAppend(JournalRecord record, JournalPosition seen, CancellationToken cancellation) => Writing(() =>
    {
        _mark.RenewIfAtWork();
        var lines = Lines(record, seen);
        switch (_parts.Append(NameOf(seen.Part), seen.Offset, lines, cancellation))
        {
            case Appended.Written:
                _checked = seen.Past(lines);
                RollIfLong();
                return true;
            case Appended.Moved:
                ThrowIfCutOff(seen);
                return false;
            default:
                // Whatever was seen, it was in the other blob.
                return Roll() ? false : throw Full();
        }
    });

    /// <inheritdoc/>
    public void Append(JournalRecord record) => _ = Writing(() =>
    {
        _mark.RenewIfAtWork();
        var seen = _checked;
        for (var tries = 0; tries < MostTries; tries++)
        {
            var lines = Lines(record, seen);
            switch (_parts.Append(NameOf(seen.Part), seen.Offset, lines, CancellationToken.None))
            {
                case Appended.Written:
                    _checked = seen.Past(lines);
                    RollIfLong();
                    return true;
                case Appended.Full when !Roll():
                    throw Full();
            }

            var before = seen;
            seen = _checked = Read(seen, new NoReader());
            if (seen == before)
            {
                ThrowIfCutOff(seen);
            }
        }

        throw new UnusableFileException(ErrorIds.JournalBusy, Location, DisplayText.Sentence(ConnectorMessages.JournalBlobBusy, Location, MostTries));
    });

    /// <inheritdoc/>
    public IJournalWork BeginWork() => Writing(() => new Work(_mark));

    /// <inheritdoc/>
    public bool IsAtWork(Guid run) => run != Guid.Empty && Reading(() => _mark.IsAtWork(run));

    /// <summary>The command has ended: others see that nobody works on what it announced.</summary>
    public void Dispose() => _mark.Dispose();

    // A line that somebody left without its end is ended first.
    internal static byte[] Lines(JournalRecord record, JournalPosition seen)
    {
        var line = JournalLine.Write(record);
        return seen.LastBytes.Length > 0 && seen.LastBytes[seen.LastBytes.Length - 1] != (byte)'\n' ? [(byte)'\n', .. line] : line;
    }

    private string NameOf(string part) => _address.Name + part;

    private string PartOf(string name) => name.Substring(_address.Name.Length);

    private void RollIfLong()
    {
        if (_parts.Blocks >= _settings.RollFromBlocks)
        {
            _ = Roll();
        }
    }

    private bool Roll() => Quietly(compaction => compaction.Run(_ => true));

    // The journal is whole without being shortened; where it cannot be done now, the next time tries again.
    private bool Quietly(Func<BlobCompaction, bool> shorten)
    {
        try
        {
            return shorten(new(this, _parts, _address, _settings));
        }
        catch (Exception exception) when (BlobFailure.IsNoAnswer(exception) || exception is UnusableFileException)
        {
            return false;
        }
    }

    private void ThrowIfCutOff(JournalPosition seen)
    {
        if (BlobTail.Get(_parts.Client(NameOf(seen.Part)), seen.Offset, JournalReading.LongestLine) is { Length: > 0 } tail && Array.IndexOf(tail, (byte)'\n') < 0)
        {
            throw CutOff();
        }
    }

    private UnusableFileException Full() => _failure.Unusable(ErrorIds.JournalNotWritable, ConnectorMessages.JournalBlobFull);

    private UnusableFileException CutOff() => _failure.Unusable(ErrorIds.JournalDamaged, ConnectorMessages.JournalBlobCutOff);

    private T Reading<T>(Func<T> read) => _failure.Told(ErrorIds.JournalNotReadable, read);

    private T Writing<T>(Func<T> write) => _failure.Told(ErrorIds.JournalNotWritable, write);

    private sealed class Work(BlobMark mark) : IJournalWork
    {
        public Guid Run { get; } = mark.Begin();

        public void Dispose() => mark.End(Run);
    }

    private sealed class NoReader : IJournalReader
    {
        public void StartOver()
        {
        }

        public void Add(JournalRecord record)
        {
        }
    }
}
