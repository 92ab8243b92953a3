using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety.Duplicates.Search;

/// <summary>Makes groups of the items of one bucket. One instance a thread.</summary>
internal sealed class GroupBuilder(DuplicateSearchOptions options)
{
    // A key that this many different sizes or bodies share is no key; comparing each pair would take for ever.
    private const int MostVariants = 64;
    private const int MostFolders = 20_000;

    private readonly KeepOrder _order = new(options.Keep, options.FolderPriority);
    private readonly EvidenceRule _rule = new(options.AnyFolder, options.SizeTolerance);
    private readonly OfferFilter _filter = new(options);
    private readonly NormalizedTexts _texts = new();
    private readonly Dictionary<CopyKey, List<CopyCluster>> _byKey = [];
    private readonly Dictionary<(MailboxFolders, MailItemLocation, string, string?), FolderKey> _folders = [];

    private MailItem? _last;
    private MailboxFolders? _lastMailbox;
    private FolderKey _lastFolder = FolderKey.Unknown;

    /// <summary>Adds the groups among items that share a digest.</summary>
    /// <param name="items">The items.</param>
    /// <param name="mailbox">What the folders of their mailbox are.</param>
    /// <param name="subjectsAreKnown">Whether items of their mailbox have subjects at all.</param>
    /// <param name="groups">Receives the groups.</param>
    [MethodImpl(Hot.Path)]
    public void Build(MailItem[] items, MailboxFolders mailbox, bool subjectsAreKnown, List<ArchiveDuplicateGroup> groups)
    {
        var candidates = new Candidate[items.Length];
        for (var place = 0; place < candidates.Length; place++)
        {
            candidates[place] = NewCandidate(items[place], Folder(items[place], mailbox), subjectsAreKnown);
        }

        Build(candidates, groups);
    }

    /// <summary>Adds the groups among items whose folders are known.</summary>
    /// <param name="items">The items, each with its folder.</param>
    /// <param name="subjectsAreKnown">Whether items of their mailbox have subjects at all.</param>
    /// <param name="groups">Receives the groups.</param>
    public void Build(IEnumerable<(MailItem Item, FolderKey Folder)> items, bool subjectsAreKnown, List<ArchiveDuplicateGroup> groups) =>
        Build([.. items.Select(one => NewCandidate(one.Item, one.Folder, subjectsAreKnown))], groups);

    [MethodImpl(Hot.Path)]
    private void Build(Candidate[] candidates, List<ArchiveDuplicateGroup> groups)
    {
        var isFamily = true;
        foreach (var candidate in candidates)
        {
            isFamily &= candidate.HasMessageId && string.Equals(candidate.MessageId, candidates[0].MessageId, StringComparison.Ordinal);
        }

        if (isFamily)
        {
            BuildFamily(candidates, groups);
            return;
        }

        // A collision of digests, or items without a message id: only what is really equal belongs together.
        var families = candidates
            .Where(candidate => candidate.HasMessageId || candidate.HasEvidence)
            .GroupBy(candidate => candidate.HasMessageId ? (candidate.MessageId, default) : (candidate.MessageId, Weak(candidate.Key)));
        foreach (var family in families.OrderBy(family => family.Min(candidate => candidate.Item.ItemId), StringComparer.Ordinal))
        {
            BuildFamily([.. family], groups);
        }
    }

    private static (long, long, string, string, string) Weak(CopyKey key) => (key.Sent, key.Received, key.Subject, key.Sender, key.ItemClass);

    [MethodImpl(Hot.Path)]
    private void BuildFamily(Candidate[] family, List<ArchiveDuplicateGroup> groups)
    {
        if (family.Length < 2)
        {
            return;
        }

        if (family.Length == 2 && IsPair(family))
        {
            var pair = new CopyCluster(family[0]);
            pair.Copies.Add(family[1]);
            groups.Add(NewGroup(pair, []));
            return;
        }

        Array.Sort(family, _order);
        var clusters = new List<CopyCluster>();
        var alone = new List<(Candidate Item, SetAsideReasons Reasons)>();
        _byKey.Clear();
        foreach (var candidate in family)
        {
            if (CanBeCopy(candidate))
            {
                AddToCluster(candidate, clusters, alone);
            }
            else
            {
                alone.Add((candidate, SetAsideReasons.None));
            }
        }

        foreach (var cluster in clusters)
        {
            SetAsideContradictions(cluster, alone);
        }

        AddGroups(family, clusters, alone, groups);
    }

    /// <summary>
    /// Each copy is compared with the kept item. When that has no body digest, copies can have different ones: then at least one of them
    /// is no copy, nobody can say which, and all that have one stay.
    /// </summary>
    private static void SetAsideContradictions(CopyCluster cluster, List<(Candidate, SetAsideReasons)> alone)
    {
        if (cluster.Copies.Count < 2)
        {
            return;
        }

        var known = cluster.Copies.FindAll(HasDigest);
        if (known.Exists(copy => DigestText.Match(known[0].Item.BodyDigest, copy.Item.BodyDigest) == FieldMatch.Different))
        {
            cluster.Copies.RemoveAll(HasDigest);
            alone.AddRange(known.Select(copy => (copy, SetAsideReasons.BodyDiffers)));
        }
    }

    private static bool HasDigest(Candidate candidate) => DigestText.IsPresent(candidate.Item.BodyDigest);

    /// <summary>The usual case, the loop's: an item and one copy. Puts the one to keep first.</summary>
    [MethodImpl(Hot.Path)]
    private bool IsPair(Candidate[] family)
    {
        if (_order.Compare(family[0], family[1]) > 0)
        {
            Array.Reverse(family);
        }

        return _rule.Judge(family[0].Match(family[1])).IsCopy;
    }

    [MethodImpl(Hot.Path)]
    private bool CanBeCopy(Candidate candidate) => candidate.HasEvidence && (options.AnyFolder || candidate.Folder.IsKnown);

    private void AddToCluster(Candidate candidate, List<CopyCluster> clusters, List<(Candidate, SetAsideReasons)> alone)
    {
        if (!_byKey.TryGetValue(candidate.Key, out var variants))
        {
            _byKey.Add(candidate.Key, variants = []);
        }

        foreach (var variant in variants)
        {
            if (_rule.Judge(variant.Kept.Match(candidate)).IsCopy)
            {
                variant.Copies.Add(candidate);
                return;
            }
        }

        if (variants.Count == MostVariants)
        {
            alone.Add((candidate, SetAsideReasons.TooManyVariants));
            return;
        }

        var cluster = new CopyCluster(candidate);
        variants.Add(cluster);
        clusters.Add(cluster);
    }

    /// <summary>One group for every message with copies; what stands alone is set aside in the first of them, or makes one of its own.</summary>
    private void AddGroups(Candidate[] family, List<CopyCluster> clusters, List<(Candidate Item, SetAsideReasons Reasons)> alone, List<ArchiveDuplicateGroup> groups)
    {
        var first = clusters.Find(cluster => cluster.Copies.Count > 0);
        var main = first ?? new CopyCluster(family[0]);
        foreach (var cluster in clusters)
        {
            if (cluster.Copies.Count == 0 && cluster.Kept != main.Kept)
            {
                alone.Add((cluster.Kept, SetAsideReasons.None));
            }
        }

        (Candidate, SetAsideReasons)[] others = alone.Count == 0 ? [] : [.. alone.Where(other => other.Item != main.Kept).OrderBy(other => other.Item, _order)];
        groups.Add(NewGroup(main, others));
        foreach (var cluster in clusters)
        {
            if (cluster != first && cluster.Copies.Count > 0)
            {
                groups.Add(NewGroup(cluster, []));
            }
        }
    }

    [MethodImpl(Hot.Path)]
    private ArchiveDuplicateGroup NewGroup(CopyCluster cluster, (Candidate Item, SetAsideReasons Reasons)[] others)
    {
        var surplus = new List<ArchiveDuplicateItem>(cluster.Copies.Count);
        var setAside = new List<ArchiveDuplicateItem>(others.Length);
        var archived = cluster.Kept.Item.Location == MailItemLocation.Archive || AnyArchived(cluster.Copies);
        var archivedBefore = cluster.Kept.Item.Location == MailItemLocation.Archive;
        foreach (var copy in cluster.Copies)
        {
            var kind = CopyKind.Of(copy.Item.Location, archivedBefore, archived);
            archivedBefore |= copy.Item.Location == MailItemLocation.Archive;
            var verdict = _rule.Judge(cluster.Kept.Match(copy));
            var reasons = _filter.Judge(copy.Folder, copy.Item.Location, copy.Item.CreatedUtc, copy.Item.ItemClass, kind, verdict.Evidence);
            (reasons == SetAsideReasons.None ? surplus : setAside).Add(new(copy.Item, isKept: false, kind, verdict.Evidence, reasons, verdict.Proofs, copy.Folder));
        }

        foreach (var (item, reasons) in others)
        {
            var all = reasons | _rule.Judge(cluster.Kept.Match(item)).Against;
            setAside.Add(new(item.Item, isKept: false, kind: null, DuplicateEvidence.Conflicting, all, folder: item.Folder));
        }

        var overall = surplus.Count > 0 ? Least(surplus) : setAside.Max(item => item.Evidence!.Value);
        var kept = new ArchiveDuplicateItem(cluster.Kept.Item, isKept: true, kind: null, evidence: null, SetAsideReasons.None, folder: cluster.Kept.Folder);
        return new(overall, kept, List(surplus), List(setAside));
    }

    [MethodImpl(Hot.Path)]
    private static DuplicateEvidence Least(List<ArchiveDuplicateItem> items)
    {
        var least = DuplicateEvidence.Identical;
        foreach (var item in items)
        {
            least = item.Evidence < least ? item.Evidence.Value : least;
        }

        return least;
    }

    private static bool AnyArchived(List<Candidate> copies)
    {
        foreach (var copy in copies)
        {
            if (copy.Item.Location == MailItemLocation.Archive)
            {
                return true;
            }
        }

        return false;
    }

    private static ArchiveDuplicateItemList List(List<ArchiveDuplicateItem> items) =>
        items.Count == 0 ? ArchiveDuplicateItemList.None : new(items);

    [MethodImpl(Hot.Path)]
    private Candidate NewCandidate(MailItem item, FolderKey folder, bool subjectsAreKnown)
    {
        var candidate = new Candidate(item, _texts, folder, subjectsAreKnown);
        if (options.AnyFolder)
        {
            candidate.FolderText = "";
        }

        return candidate;
    }

    [MethodImpl(Hot.Path)]
    private FolderKey Folder(MailItem item, MailboxFolders mailbox)
    {
        if (_last is { } last && ReferenceEquals(item.FolderPath, last.FolderPath) && item.Location == last.Location
            && ReferenceEquals(item.WellKnownFolder, last.WellKnownFolder) && ReferenceEquals(mailbox, _lastMailbox))
        {
            return _lastFolder;
        }

        var known = (mailbox, item.Location, item.FolderPath, item.WellKnownFolder);
        if (!_folders.TryGetValue(known, out var folder))
        {
            if (_folders.Count == MostFolders)
            {
                _folders.Clear();
            }

            folder = mailbox.KeyOf(item.FolderPath, item.Location, item.WellKnownFolder);
            options.FolderPatterns?.See(folder);
            _folders.Add(known, folder);
        }

        (_last, _lastMailbox, _lastFolder) = (item, mailbox, folder);
        return folder;
    }
}
