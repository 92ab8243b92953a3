namespace ExchangeArchiveSafety;

/// <summary>The retention policy that counts for a mailbox, and whether its tags archive.</summary>
/// <param name="Name">The policy's name; null where none is known.</param>
/// <param name="Archives">Whether one of its tags archives; null where a missing fact could decide it.</param>
/// <param name="ArchivingTags">The tags that archive.</param>
/// <param name="DeletingTags">The tags that delete.</param>
/// <param name="IsDefaultForNone">Whether it counts because the mailbox shows no policy of its own.</param>
/// <param name="Missing">What is missing where <paramref name="Archives"/> is null.</param>
internal sealed record EffectivePolicy(
    string? Name, bool? Archives, IReadOnlyList<RetentionTag> ArchivingTags, IReadOnlyList<RetentionTag> DeletingTags, bool IsDefaultForNone, string? Missing);

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
                // Names are unique in a tenant. Should two policies share one, neither is taken for harmless because of the other.
                _byName[name] = _byName.TryGetValue(name, out var twin) && Weight(twin.Archives) > Weight(effective.Archives) ? twin : effective;
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
        return _default with { Name = null, Archives = null, Missing = mailbox.ShouldUseDefaultRetentionPolicy.IsKnown ? _default.Missing : "ShouldUseDefaultRetentionPolicy" };
    }

    private static int Weight(bool? archives) => archives switch { true => 2, null => 1, _ => 0 };

    private EffectivePolicy ReadDefault()
    {
        if (!_policiesRead)
        {
            return Unknown(null, "Get-RetentionPolicy") with { IsDefaultForNone = true };
        }

        var marked = _policies.Where(policy => policy.IsDefault.Is(true)).ToList();
        var candidates = (marked.Count > 0 ? marked : _policies).Select(policy => _byName[policy.Name]).ToList();
        if (candidates.TrueForAll(policy => policy.Archives is false))
        {
            return new(marked.Count == 1 ? marked[0].Name : null, false, [], Sorted(candidates.SelectMany(policy => policy.DeletingTags)), true, null);
        }

        return marked.Count == 1 ? candidates[0] with { IsDefaultForNone = true } : Unknown(null, "IsDefault") with { IsDefaultForNone = true };
    }

    private static EffectivePolicy Read(RetentionPolicy policy, ILookup<string, RetentionTag> tagsByName)
    {
        if (!policy.RetentionPolicyTagLinks.IsKnown)
        {
            return Unknown(policy.Name, "RetentionPolicyTagLinks");
        }

        var missing = new SortedSet<string>(StringComparer.OrdinalIgnoreCase);
        var archiving = new List<RetentionTag>();
        var deleting = new List<RetentionTag>();
        foreach (var link in policy.RetentionPolicyTagLinks.Value)
        {
            if (!tagsByName[link].Any())
            {
                _ = missing.Add("Get-RetentionPolicyTag '" + link + "'");
            }

            foreach (var tag in tagsByName[link])
            {
                if (tag.Archives is true)
                {
                    archiving.Add(tag);
                }
                else if (tag.Archives is null)
                {
                    _ = missing.Add("RetentionAction, RetentionEnabled, Type ('" + tag.Name + "')");
                }

                if (tag.Deletes)
                {
                    deleting.Add(tag);
                }
            }
        }

        return new(
            policy.Name, archiving.Count > 0 ? true : missing.Count == 0 ? false : null, Sorted(archiving), Sorted(deleting), false, missing.Count == 0 ? null : string.Join("; ", missing));
    }

    // By name, so that reasons do not depend on the order in which a policy links its tags.
    private static IReadOnlyList<RetentionTag> Sorted(IEnumerable<RetentionTag> tags) =>
        [.. tags.Distinct().OrderBy(tag => tag.Name, StringComparer.OrdinalIgnoreCase).ThenBy(tag => tag.Type.Or(null), StringComparer.OrdinalIgnoreCase)];

    private static EffectivePolicy Unknown(string? name, string missing) => new(name, null, [], [], false, missing);
}
