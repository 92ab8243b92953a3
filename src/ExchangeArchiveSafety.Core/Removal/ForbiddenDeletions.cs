namespace ExchangeArchiveSafety.Removal;

/// <summary>Tells a permission that is missing, which meets every deletion, from holds and rules, which meet some.</summary>
internal sealed class ForbiddenDeletions(MailboxFailure failure)
{
    // So many and no other answer are no hold.
    private const int Enough = 20;

    private readonly object _lock = new();
    private int _count;
    private bool _isEach = true;
    private GraphException? _last;

    /// <summary>Takes in what asking for a deletion gave, and ends the mailbox where the server forbids whatever is asked for.</summary>
    /// <param name="refusal">Why the server refused; null when it did not.</param>
    public void Add(GraphException? refusal)
    {
        lock (_lock)
        {
            _isEach &= GraphRefusal.IsForbidden(refusal);
            _last = refusal ?? _last;
            if (++_count >= Enough)
            {
                EndIfEach();
            }
        }
    }

    /// <summary>Ends the mailbox where the server forbade everything, however little that was.</summary>
    public void EndIfEach()
    {
        lock (_lock)
        {
            if (_isEach && _last is not null)
            {
                failure.Add(GraphRefusal.Failure(_last));
            }
        }
    }
}
