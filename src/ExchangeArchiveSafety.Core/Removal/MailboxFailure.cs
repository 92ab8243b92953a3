namespace ExchangeArchiveSafety.Removal;

/// <summary>Why a mailbox is left alone from now on, where several copies may find it out at once.</summary>
internal sealed class MailboxFailure
{
    private RemovalFailure? _value;

    /// <summary>Null as long as it goes on.</summary>
    public RemovalFailure? Value
    {
        get => Volatile.Read(ref _value);
        set => Volatile.Write(ref _value, value);
    }

    /// <summary>Ends the mailbox, unless it has ended.</summary>
    public void Add(RemovalFailure? failure) => _ = Interlocked.CompareExchange(ref _value, failure, null);

    /// <summary>Ends the mailbox where an error would meet every item of it.</summary>
    public void AddIfAboutAll(GraphException exception)
    {
        if (GraphRefusal.IsAboutAll(exception))
        {
            Add(GraphRefusal.Failure(exception));
        }
    }
}
