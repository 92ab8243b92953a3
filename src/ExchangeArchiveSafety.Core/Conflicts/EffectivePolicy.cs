namespace ExchangeArchiveSafety.Conflicts;

/// <summary>The retention policy that counts for a mailbox, and whether its tags archive.</summary>
/// <param name="Name">The policy's name; null where none is known.</param>
/// <param name="Archives">Whether one of its tags archives; null where a missing fact could decide it.</param>
/// <param name="ArchivingTags">The tags that archive.</param>
/// <param name="DeletingTags">The tags that delete.</param>
/// <param name="IsDefaultForNone">Whether it counts because the mailbox shows no policy of its own.</param>
/// <param name="Open">What leaves it open where <paramref name="Archives"/> is null.</param>
internal sealed record EffectivePolicy(
    string? Name,
    bool? Archives,
    IReadOnlyList<RetentionTag> ArchivingTags,
    IReadOnlyList<RetentionTag> DeletingTags,
    bool IsDefaultForNone,
    IReadOnlyList<OpenFact> Open);

/// <summary>Finds the effective policy of a mailbox: the one it names, else the organization's default where that applies.</summary>
internal sealed class PolicyDirectory
{
    private readonly bool _policiesRead;
    private readonly IReadOnlyList<RetentionPolicy> _policies;
    private readonly Dictionary<string, EffectivePolicy> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly EffectivePolicy _default;

    public PolicyDirectory(TenantSnapshot snapshot)
    {
        _policiesRead = snapshot.RetentionPolicies.IsKnown;
        _policies = snapshot.RetentionPolicies.Or([]);
        var tagsByName = snapshot.RetentionTags.Or([])
            .SelectMany(tag => tag.OtherIdentities.Prepend(tag.Name).Distinct(StringComparer.OrdinalIgnoreCase), (tag, name) => (name, tag))
            .ToLookup(pair => pair.name, pair => pair.tag, StringComparer.OrdinalIgnoreCase);
        foreach (var policy in _policies)
        {
            var effective = Read(policy, tagsByName);
            foreach (var name in policy.OtherIdentities.Prepend(policy.Name).Distinct(StringComparer.OrdinalIgnoreCase))
            {
                _byName[name] = _byName.TryGetValue(name, out var twin) ? Both(twin, effective) : effective;
            }
        }

        _default = ReadDefault();
    }

    public EffectivePolicy Of(Mailbox mailbox)
    {
        if (!mailbox.RetentionPolicy.IsKnown)
        {
            return Unknown(null, "RetentionPolicy");
        }

        if (mailbox.RetentionPolicy.Value is { Length: > 0 } name)
        {
            return !_policiesRead ? Unknown(name, "Get-RetentionPolicy")
                : _byName.TryGetValue(name, out var policy) ? policy
                : Unknown(name, "RetentionPolicy '" + name + "'");
        }

        if (mailbox.ShouldUseDefaultRetentionPolicy.Is(true) || _default.Archives is false)
        {
            return _default;
        }

        // Documented: a mailbox without policy gets the default when it is archive-enabled. Reported: some never archive. So neither is taken for granted.
        return _default with
        {
            Name = null,
            Archives = null,
            Open = mailbox.ShouldUseDefaultRetentionPolicy.IsKnown ? _default.Open : [new("ShouldUseDefaultRetentionPolicy")],
        };
    }

    // Names are unique in a tenant. Should two policies share one, the mailbox may have either: neither is harmless because of the other, whichever comes first.
    private static EffectivePolicy Both(EffectivePolicy one, EffectivePolicy other) => new(
        string.CompareOrdinal(one.Name, other.Name) <= 0 ? one.Name : other.Name,
        one.Archives is true || other.Archives is true ? true : one.Archives is null || other.Archives is null ? null : false,
        Sorted(one.ArchivingTags.Concat(other.ArchivingTags)),
        Sorted(one.DeletingTags.Concat(other.DeletingTags)),
        false,
        Sorted(one.Open.Concat(other.Open)));

    private EffectivePolicy ReadDefault()
    {
        if (!_policiesRead)
        {
            return Unknown(null, "Get-RetentionPolicy") with { IsDefaultForNone = true };
        }

        // One that does not say whether it is the default may be it, also beside one that says so.
        var marked = _policies.Where(policy => policy.IsDefault.Is(true)).ToList();
        var possible = marked.Count > 0 ? [.. marked, .. _policies.Where(policy => !policy.IsDefault.IsKnown)] : _policies;
        var candidates = possible.Select(policy => _byName[policy.Name]).ToList();
        var only = marked.Count == 1 && candidates.Count == 1 ? candidates[0] : null;
        if (candidates.TrueForAll(policy => policy.Archives is false))
        {
            return new(only?.Name, false, [], Sorted(candidates.SelectMany(policy => policy.DeletingTags)), true, []);
        }

        return (only ?? Unknown(null, "IsDefault")) with { IsDefaultForNone = true };
    }

    private static EffectivePolicy Read(RetentionPolicy policy, ILookup<string, RetentionTag> tagsByName)
    {
        if (!policy.RetentionPolicyTagLinks.IsKnown)
        {
            return Unknown(policy.Name, "RetentionPolicyTagLinks");
        }

        var open = new List<OpenFact>();
        var archiving = new List<RetentionTag>();
        var deleting = new List<RetentionTag>();
        foreach (var link in policy.RetentionPolicyTagLinks.Value)
        {
            if (!tagsByName[link].Any())
            {
                open.Add(new("Get-RetentionPolicyTag '" + link + "'"));
            }

            foreach (var tag in tagsByName[link])
            {
                if (tag.Archives is true)
                {
                    archiving.Add(tag);
                }
                else if (tag.Archives is null)
                {
                    open.AddRange(tag.Unclear());
                }

                if (tag.Deletes)
                {
                    deleting.Add(tag);
                }
            }
        }

        return new(policy.Name, archiving.Count > 0 ? true : open.Count == 0 ? false : null, Sorted(archiving), Sorted(deleting), false, Sorted(open));
    }

    // By name, so that reasons do not depend on the order in which a policy links its tags.
    private static IReadOnlyList<RetentionTag> Sorted(IEnumerable<RetentionTag> tags) =>
    [
        .. tags.Distinct()
            .OrderBy(tag => tag.Name, StringComparer.OrdinalIgnoreCase)
            .ThenBy(tag => tag.Type.Or(null), StringComparer.OrdinalIgnoreCase)
            .ThenBy(tag => tag.RetentionAction.Or(null), StringComparer.OrdinalIgnoreCase)
            .ThenBy(tag => tag.AgeLimitForRetention.Or(null)),
    ];

    private static IReadOnlyList<OpenFact> Sorted(IEnumerable<OpenFact> facts) =>
        [.. facts.Distinct().OrderBy(fact => fact.Name, StringComparer.OrdinalIgnoreCase).ThenBy(fact => fact.Undocumented, StringComparer.Ordinal)];

    private static EffectivePolicy Unknown(string? name, string missing) => new(name, null, [], [], false, [new(missing)]);
}
