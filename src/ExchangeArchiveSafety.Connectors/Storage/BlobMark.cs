using System.Globalization;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace ExchangeArchiveSafety.Connectors.Storage;

/// <summary>
/// The mark of a command that is at work: a small blob beside the journal, one for all that the command does. It is no lease: it keeps nobody from appending, and says
/// only how long others leave alone what the command announced. Whether it still counts is told by the clock of the service alone.
/// </summary>
internal sealed class BlobMark(BlobAddress address, BlobJournalSettings settings) : IDisposable
{
    private const int NameLength = 8;
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(10);

    private readonly object _gate = new();
    private readonly byte[] _name = Guid.NewGuid().ToByteArray();
    private readonly HashSet<Guid> _open = [];
    private long? _renewed;

    /// <summary>Begins a piece of work: its name begins with that of the mark.</summary>
    public Guid Begin()
    {
        Renew();
        var run = Guid.NewGuid().ToByteArray();
        Array.Copy(_name, run, NameLength);
        lock (_gate)
        {
            var begun = new Guid(run);
            _ = _open.Add(begun);
            return begun;
        }
    }

    /// <summary>Ends a piece of work; the mark stays until the command ends.</summary>
    public void End(Guid run)
    {
        lock (_gate)
        {
            _ = _open.Remove(run);
        }
    }

    /// <summary>Keeps the mark young while there is work.</summary>
    public void RenewIfAtWork()
    {
        lock (_gate)
        {
            if (_open.Count == 0)
            {
                return;
            }
        }

        Renew();
    }

    /// <summary>Whether somebody works on the intents of a run.</summary>
    public bool IsAtWork(Guid run)
    {
        var name = run.ToByteArray();
        if (name.AsSpan(0, NameLength).SequenceEqual(_name.AsSpan(0, NameLength)))
        {
            lock (_gate)
            {
                return _open.Contains(run);
            }
        }

        try
        {
            var answer = Client(name).GetProperties();
            return answer.GetRawResponse().Headers.Date is not { } now || now - answer.Value.LastModified < settings.MarkCounts;
        }
        catch (RequestFailedException exception) when (exception.Status == 404)
        {
            return false;
        }
    }

    /// <summary>Takes the mark away. One that stays because nobody answers stops counting by itself.</summary>
    public void Dispose()
    {
        if (_renewed is null)
        {
            return;
        }

        using var patience = new CancellationTokenSource(Farewell);
        try
        {
            _ = Client(_name).DeleteIfExists(cancellationToken: patience.Token);
        }
        catch (Exception exception) when (BlobFailure.IsNoAnswer(exception) || exception is OperationCanceledException or Azure.Identity.AuthenticationFailedException)
        {
            // The work is over all the same.
        }

        _renewed = null;
    }

    private void Renew()
    {
        lock (_gate)
        {
            if (_renewed is { } then && settings.Time.GetElapsedTime(then) < settings.MarkIsFresh)
            {
                return;
            }

            var started = settings.Time.GetTimestamp();
            _ = Client(_name).Upload(new BinaryData(""), new BlobUploadOptions());
            _renewed = started;
        }
    }

    private BlobClient Client(byte[] name)
    {
        var part = address.Name + "." + string.Concat(name.Take(NameLength).Select(one => one.ToString("x2", CultureInfo.InvariantCulture))) + ".work";
        return settings.Credential is { } credential && !address.IsSigned
            ? new(address.Of(part), credential, settings.Client)
            : new(address.Of(part), settings.Client);
    }
}
