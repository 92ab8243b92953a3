namespace ExchangeArchiveSafety;

/// <summary>Collects groups and makes one plan a mailbox of them. What contradicts itself stays. Pure; the order of the groups does not matter.</summary>
public sealed class RemovalPlan
{
    private readonly Dictionary<string, MailboxDraft> _drafts = new(StringComparer.OrdinalIgnoreCase);
    private readonly DuplicateEvidence _minimum;
    private readonly EvidenceGate _gate;

    /// <summary>Begins a plan.</summary>
    /// <param name="minimumEvidence">The least evidence that is enough: Identical, Strong or Weak.</param>
    public RemovalPlan(DuplicateEvidence minimumEvidence = DuplicateEvidence.Identical)
    {
        if (minimumEvidence is < DuplicateEvidence.Weak or > DuplicateEvidence.Identical)
        {
            throw new ArgumentOutOfRangeException(nameof(minimumEvidence), minimumEvidence, CoreMessages.ConflictingIsNoEvidence);
        }

        _minimum = minimumEvidence;
        _gate = new(minimumEvidence);
    }

    /// <summary>Takes a group along.</summary>
    /// <param name="group">The group, as a search gave it or a plan file holds it.</param>
    public void Add(ArchiveDuplicateGroup group)
    {
        var kept = group.Kept.Settled;
        var name = kept.Mailbox.Trim();
        if (!_drafts.TryGetValue(name, out var draft))
        {
            _drafts.Add(name, draft = new(name));
        }

        draft.Add(kept, name);
        foreach (var copy in group.Surplus)
        {
            draft.Add(new RemovalEntry(copy.Settled, kept, copy.Kind, copy.Evidence ?? DuplicateEvidence.Conflicting));
        }
    }

    /// <summary>The plans, by mailbox name. A mailbox without surplus copies has none.</summary>
    public IReadOnlyList<MailboxRemovalPlan> Mailboxes() =>
        [.. _drafts.Values
            .Select(draft => draft.Finish(_minimum, _gate))
            .Where(plan => plan.Entries.Count > 0 || plan.Refused.Count > 0)
            .OrderBy(plan => plan.Mailbox, StringComparer.OrdinalIgnoreCase)];
}
