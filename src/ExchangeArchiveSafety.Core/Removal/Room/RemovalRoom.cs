namespace ExchangeArchiveSafety;

/// <summary>
/// Which copies of a plan the server itself can still give back for as long as it usually does, and how long that is: above its warning quota Recoverable Items are
/// purged first in, first out. Pure.
/// </summary>
public sealed class RemovalRoom
{
    private readonly RecoverableItemsFacts _facts;
    private readonly bool _ignoresQuota;
    private readonly List<RemovalEntry> _taken = [];
    private readonly List<RemovalEntry> _postponed = [];
    private readonly List<string> _sentences = [];
    private readonly List<string> _unknown = [];
    private long _left = long.MaxValue;
    private bool _isExceeded;

    private RemovalRoom(RecoverableItemsFacts facts, bool ignoresQuota) => (_facts, _ignoresQuota) = (facts, ignoresQuota);

    /// <summary>The copies that may be removed now.</summary>
    public IReadOnlyList<RemovalEntry> Taken => _taken;

    /// <summary>The copies that stay until there is room for them.</summary>
    public IReadOnlyList<RemovalEntry> Postponed => _postponed;

    /// <summary>The size of what may be removed now, as far as it is known.</summary>
    public long Bytes { get; private set; }

    /// <summary>Why nothing may be removed at all; null when something may.</summary>
    public string? Refusal { get; private set; }

    /// <summary>Until when the server gives back what is removed now, UTC; null where nobody can promise it.</summary>
    public DateTime? UndoLastsUntilUtc { get; private set; }

    /// <summary>How full Recoverable Items are and will be, and how long the server gives back what is removed. Safe to show.</summary>
    public string Sentence => string.Join(" ", _sentences);

    /// <summary>Judges a plan.</summary>
    /// <param name="mailbox">The mailbox, for the refusal.</param>
    /// <param name="entries">The copies.</param>
    /// <param name="isGone">Whether an earlier run removed a copy already, so that it takes no more room.</param>
    /// <param name="facts">What is known of Recoverable Items.</param>
    /// <param name="ignoresQuota">Whether the caller insists.</param>
    /// <param name="nowUtc">The time, UTC.</param>
    /// <param name="auxiliaryOf">The id of the auxiliary archive that a copy lies in; null for none.</param>
    public static RemovalRoom Of(
        string mailbox, IReadOnlyList<RemovalEntry> entries, Func<RemovalEntry, bool> isGone, RecoverableItemsFacts facts, bool ignoresQuota, DateTime nowUtc, Func<RemovalEntry, string?>? auxiliaryOf = null)
    {
        var room = new RemovalRoom(facts, ignoresQuota);
        room._taken.AddRange(entries.Where(isGone));
        var left = entries.Where(entry => !isGone(entry)).ToList();
        foreach (var part in left.GroupBy(entry => (entry.Surplus.Location, Auxiliary: auxiliaryOf?.Invoke(entry))).OrderBy(part => part.Key.Location).ThenBy(part => part.Key.Auxiliary, StringComparer.Ordinal))
        {
            room.Fill(part.Key.Location, part.Key.Auxiliary, [.. part]);
        }

        room.Bytes = room._taken.Sum(entry => entry.Surplus.Size ?? 0);
        if (room._postponed.Count > 0)
        {
            room._sentences.Add(DisplayText.Sentence(CoreMessages.RoomPortion, left.Count - room._postponed.Count, left.Count));
            room.Refusal = room._postponed.Count == left.Count ? DisplayText.Sentence(CoreMessages.RoomRefusal, mailbox, string.Join(" ", room._sentences)) : null;
        }

        if (left.Count > 0)
        {
            room.Promise(nowUtc);
        }

        return room;
    }

    private void Fill(MailItemLocation location, string? auxiliary, IReadOnlyList<RemovalEntry> entries)
    {
        // What the quotas of an auxiliary archive are nobody says; those of the mailbox are the best guess.
        var (limit, isSure) = Limit();
        isSure &= auxiliary is null;
        var used = _facts.In(location, auxiliary);
        var free = Math.Max(0, limit - used.Or(0));
        long comes = 0;
        foreach (var entry in entries)
        {
            var size = entry.Surplus.Size ?? 0;
            if (_ignoresQuota || size <= free - comes)
            {
                comes += size;
                _taken.Add(entry);
            }
            else
            {
                _postponed.Add(entry);
            }
        }

        var part = auxiliary is not null ? DisplayText.Sentence(CoreMessages.RoomAuxiliary, auxiliary) : location == MailItemLocation.Archive ? CoreMessages.RoomArchive : CoreMessages.RoomPrimary;
        _left = Math.Min(_left, free - comes);
        _isExceeded |= comes > free;
        _sentences.Add(DisplayText.Sentence(
            CoreMessages.RoomOfPart,
            part,
            ByteSize.Show(used.IsKnown ? used.Value : null),
            ByteSize.Show(comes),
            _facts.IsHeld == true ? "RecoverableItemsQuota" : "RecoverableItemsWarningQuota",
            limit == long.MaxValue ? "Unlimited" : ByteSize.Show(limit),
            isSure ? "" : CoreMessages.RoomAssumed));
        Miss(isSure, CoreMessages.RoomQuota);
        Miss(used.IsKnown, DisplayText.Sentence(CoreMessages.RoomUsage, part));
        Miss(entries.All(entry => entry.Surplus.Size is not null), CoreMessages.RoomSizes);
    }

    /// <summary>Up to where they may be filled. On hold nothing is purged, and what counts is where deleting ends. Where nobody said, the documented default counts.</summary>
    private (long Limit, bool IsSure) Limit()
    {
        var quota = Bytes(_facts.Quota, RecoverableItemsFacts.DefaultQuota);
        return _facts.IsHeld == true
            ? (quota, _facts.Quota.IsKnown)
            : (Math.Min(quota, Bytes(_facts.WarningQuota, RecoverableItemsFacts.DefaultWarningQuota)), _facts.WarningQuota.IsKnown);

        static long Bytes(Known<long?> said, long otherwise) => said.IsKnown ? said.Value ?? long.MaxValue : otherwise;
    }

    private void Promise(DateTime nowUtc)
    {
        var lasts = _facts.RetainDeletedItemsFor.Or(null);
        Miss(lasts is not null, "RetainDeletedItemsFor");
        if (_isExceeded)
        {
            _sentences.Add(_facts.IsHeld == true ? CoreMessages.RoomAboveQuota : CoreMessages.RoomExceeded);
        }
        else if (_unknown.Count > 0)
        {
            _sentences.Add(DisplayText.Sentence(CoreMessages.RoomUnknown, string.Join(", ", _unknown)));
        }
        else
        {
            UndoLastsUntilUtc = nowUtc + lasts!.Value;
            _sentences.Add(DisplayText.Sentence(_facts.IsHeld == true || _left == long.MaxValue ? CoreMessages.RoomUntil : CoreMessages.RoomUntilFull, UndoLastsUntilUtc, ByteSize.Show(_left)));
        }
    }

    private void Miss(bool isKnown, string what)
    {
        if (!isKnown && !_unknown.Contains(what))
        {
            _unknown.Add(what);
        }
    }
}
