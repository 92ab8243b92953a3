namespace ExchangeArchiveSafety;

/// <summary>What was found in one mailbox and its archive, in numbers. Sizes are in bytes.</summary>
public sealed class ArchiveDuplicateSummary
{
    internal ArchiveDuplicateSummary(string mailbox, MailboxCount read)
    {
        Mailbox = DisplayText.Escape(mailbox);
        PrimaryItems = read.PrimaryItems;
        ArchiveItems = read.ArchiveItems;
        TotalBytes = read.Bytes;
    }

    /// <summary>The mailbox, safe to show.</summary>
    public string Mailbox { get; }

    /// <summary>Items in the primary mailbox.</summary>
    public long PrimaryItems { get; }

    /// <summary>Items in the archive.</summary>
    public long ArchiveItems { get; }

    /// <summary>Size of all items.</summary>
    public long TotalBytes { get; }

    /// <summary>Messages with surplus copies.</summary>
    public long Groups { get; private set; }

    /// <summary>Surplus copies.</summary>
    public long Surplus { get; private set; }

    /// <summary>Their size.</summary>
    public long SurplusBytes { get; private set; }

    /// <summary>Surplus copies of the kind <see cref="DuplicateKind.Reappeared"/>.</summary>
    public long Reappeared { get; private set; }

    /// <summary>Their size.</summary>
    public long ReappearedBytes { get; private set; }

    /// <summary>Surplus copies of the kind <see cref="DuplicateKind.DuplicatedInArchive"/>.</summary>
    public long DuplicatedInArchive { get; private set; }

    /// <summary>Their size.</summary>
    public long DuplicatedInArchiveBytes { get; private set; }

    /// <summary>Surplus copies of the kind <see cref="DuplicateKind.DuplicatedInPrimary"/>.</summary>
    public long DuplicatedInPrimary { get; private set; }

    /// <summary>Their size.</summary>
    public long DuplicatedInPrimaryBytes { get; private set; }

    /// <summary>Surplus copies with <see cref="DuplicateEvidence.Identical"/> evidence.</summary>
    public long Identical { get; private set; }

    /// <summary>Their size.</summary>
    public long IdenticalBytes { get; private set; }

    /// <summary>Surplus copies with <see cref="DuplicateEvidence.Strong"/> evidence.</summary>
    public long Strong { get; private set; }

    /// <summary>Their size.</summary>
    public long StrongBytes { get; private set; }

    /// <summary>Surplus copies with <see cref="DuplicateEvidence.Weak"/> evidence.</summary>
    public long Weak { get; private set; }

    /// <summary>Their size.</summary>
    public long WeakBytes { get; private set; }

    /// <summary>Items that matched partly and stay.</summary>
    public long SetAside { get; private set; }

    /// <summary>Their size.</summary>
    public long SetAsideBytes { get; private set; }

    /// <summary>When the loop could run at least, as far as the journal that was named knows; null where none was or it knows nothing.</summary>
    public string? LoopCouldRun { get; set; }

    /// <summary>The mailbox and its copies in one line, safe to show.</summary>
    public override string ToString() => $"{Mailbox}: {Surplus} surplus, {SetAside} set aside";

    internal void Add(ArchiveDuplicateGroup group)
    {
        Groups += group.Surplus.Count > 0 ? 1 : 0;
        foreach (var copy in group.Surplus)
        {
            Add(copy);
        }

        foreach (var item in group.SetAside)
        {
            SetAside++;
            SetAsideBytes += item.Size ?? 0;
        }
    }

    private void Add(ArchiveDuplicateItem copy)
    {
        var bytes = copy.Size ?? 0;
        Surplus++;
        SurplusBytes += bytes;
        switch (copy.Kind)
        {
            case DuplicateKind.Reappeared:
                Reappeared++;
                ReappearedBytes += bytes;
                break;
            case DuplicateKind.DuplicatedInArchive:
                DuplicatedInArchive++;
                DuplicatedInArchiveBytes += bytes;
                break;
            default:
                DuplicatedInPrimary++;
                DuplicatedInPrimaryBytes += bytes;
                break;
        }

        switch (copy.Evidence)
        {
            case DuplicateEvidence.Identical:
                Identical++;
                IdenticalBytes += bytes;
                break;
            case DuplicateEvidence.Strong:
                Strong++;
                StrongBytes += bytes;
                break;
            default:
                Weak++;
                WeakBytes += bytes;
                break;
        }
    }
}
