using System.Text.RegularExpressions;
using ExchangeArchiveSafety.Lab.Tenant.Counting;
using ExchangeArchiveSafety.Lab.Tenant.Mailboxes;
using ExchangeArchiveSafety.Lab.Tenant.Migration;
using ExchangeArchiveSafety.Lab.Tenant.Retention;

namespace ExchangeArchiveSafety.Lab.Tenant;

/// <summary>
/// A whole tenant: mailboxes, policies, batches and a clock. Left alone it does what KB 2783045 describes. It was written from
/// the documentation of the outside world and shares no rule with the product that it judges.
/// </summary>
/// <remarks>Not safe for several threads: take <see cref="Gate"/> when others may be using it.</remarks>
public sealed class LabTenant
{
    private readonly List<LabMailbox> _mailboxes = [];
    private readonly List<(LabMailbox Mailbox, RemovedMailboxKind Kind)> _removed = [];
    private readonly List<LabBatch> _batches = [];
    private readonly List<LabBatch> _outside = [];
    private readonly Dictionary<string, LabRetentionTag> _tags = new(StringComparer.OrdinalIgnoreCase);
    private readonly ManagedFolderAssistant _assistant;
    private readonly ulong _seed;
    private long _lastItem;

    public LabTenant(DateTime? start = null, ulong seed = 1)
    {
        _seed = seed;
        Timeline = new Timeline(start ?? DefaultStart);
        _assistant = new ManagedFolderAssistant(this);
        Migration = new MigrationService(this);
        RecoverableItems = new RecoverableItems(this);
        Organization.Guid = new Chance(seed, "organization").Guid();
        Organization.TenantId = new Chance(seed, "tenant").Guid();
    }

    public static DateTime DefaultStart { get; } = new(2026, 1, 5, 8, 0, 0, DateTimeKind.Utc);

    public Lock Gate { get; } = new();

    public TenantOptions Options { get; } = new();

    public OrganizationSettings Organization { get; } = new();

    public IReadOnlyList<LabMailbox> Mailboxes => _mailboxes;

    public IReadOnlyList<LabBatch> Batches => _batches;

    public IReadOnlyCollection<LabRetentionTag> Tags => _tags.Values;

    public List<LabRetentionPolicy> Policies { get; } = [];

    /// <summary>The accepted domains.</summary>
    public List<LabDomain> Domains { get; } = [];

    public DateTime Now => Timeline.Now;

    /// <summary>Items have moved from a primary mailbox to its archive, Recoverable Items left out: whose, and how many.</summary>
    public event Action<LabMailbox, int>? Archived;

    internal Timeline Timeline { get; }

    internal MigrationService Migration { get; }

    internal RecoverableItems RecoverableItems { get; }

    /// <summary>Lets time pass. Syncs, assistants and everything else that falls due meanwhile happen.</summary>
    public void Advance(TimeSpan by)
    {
        lock (Gate)
        {
            Timeline.Advance(by);
        }
    }

    public void AdvanceDays(double days) => Advance(TimeSpan.FromDays(days));

    public LabMailbox Mailbox(string identity) =>
        FindMailboxes(identity) is [var one] ? one : throw new ArgumentException($"The tenant has not exactly one mailbox '{identity}'.", nameof(identity));

    public LabBatch Batch(string identity) =>
        FindBatch(identity) ?? throw new ArgumentException($"The tenant has no batch '{identity}'.", nameof(identity));

    public LabRetentionTag Tag(string name) =>
        FindTag(name) ?? throw new ArgumentException($"The tenant has no tag '{name}'.", nameof(name));

    public MailboxCount Count(string mailbox)
    {
        lock (Gate)
        {
            return TruthCounter.Count(Mailbox(mailbox));
        }
    }

    public IReadOnlyList<MailboxCount> CountAll()
    {
        lock (Gate)
        {
            return [.. _mailboxes.Select(TruthCounter.Count)];
        }
    }

    public MailboxCount Total() => CountAll().Aggregate(new MailboxCount("(all)", 0, 0, 0, 0, 0, 0, 0), (sum, next) => sum + next);

    public IReadOnlyList<MessageTruth> Truth(string mailbox)
    {
        lock (Gate)
        {
            return TruthCounter.Truth(Mailbox(mailbox));
        }
    }

    /// <summary>By address, user principal name, alias, name, any of the GUIDs or distinguished name, as Exchange takes them.</summary>
    public IReadOnlyList<LabMailbox> FindMailboxes(string identity)
    {
        return Named(_mailboxes, identity);
    }

    /// <summary>Those with a name in which there stands anything where the pattern has a star.</summary>
    internal IReadOnlyList<LabMailbox> FittingMailboxes(string pattern)
    {
        var fits = new Regex("^" + string.Join(".*", pattern.Split('*').Select(Regex.Escape)) + "$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline);
        return [.. _mailboxes.Where(mailbox =>
            fits.IsMatch(mailbox.PrimarySmtpAddress) || fits.IsMatch(mailbox.UserPrincipalName) || fits.IsMatch(mailbox.Alias) || fits.IsMatch(mailbox.Name) || fits.IsMatch(mailbox.DisplayName)
            || mailbox.OtherAddresses.Exists(fits.IsMatch))];
    }

    /// <summary>The same among those that were removed.</summary>
    internal IReadOnlyList<LabMailbox> RemovedMailboxes(RemovedMailboxKind kind) => [.. _removed.Where(removed => removed.Kind == kind).Select(removed => removed.Mailbox)];

    /// <summary>Whose primary mailbox or archive it is, also when somebody removed the mailbox.</summary>
    internal LabMailbox OwnerOf(MailStore store) =>
        _mailboxes.Concat(_removed.Select(removed => removed.Mailbox)).First(mailbox => mailbox.Primary == store || mailbox.Archive == store);

    internal static IReadOnlyList<LabMailbox> Named(IReadOnlyList<LabMailbox> mailboxes, string identity)
    {
        if (Guid.TryParse(identity, out var guid))
        {
            return [.. mailboxes.Where(mailbox =>
                mailbox.ExchangeGuid == guid || mailbox.Guid == guid || mailbox.ExternalDirectoryObjectId == guid || (guid != Guid.Empty && mailbox.ArchiveGuid == guid))];
        }

        return [.. mailboxes.Where(mailbox =>
            Is(mailbox.PrimarySmtpAddress)
            || Is(mailbox.UserPrincipalName)
            || Is(mailbox.Alias)
            || Is(mailbox.Name)
            || Is(mailbox.DistinguishedName)
            || Is(mailbox.DisplayName)
            || mailbox.OtherAddresses.Exists(Is))];

        bool Is(string value) => value.Equals(identity, StringComparison.OrdinalIgnoreCase);
    }

    public LabBatch? FindBatch(string identity) =>
        _batches.Find(batch => batch.Name.Equals(identity, StringComparison.OrdinalIgnoreCase) || (Guid.TryParse(identity, out var guid) && batch.BatchGuid == guid));

    public LabRetentionTag? FindTag(string identity) =>
        _tags.TryGetValue(identity, out var tag) ? tag : Guid.TryParse(identity, out var guid) ? Tags.FirstOrDefault(other => other.Guid == guid) : null;

    public LabRetentionPolicy? FindPolicy(string identity) =>
        Policies.Find(policy => policy.Name.Equals(identity, StringComparison.OrdinalIgnoreCase) || (Guid.TryParse(identity, out var guid) && policy.Guid == guid));

    /// <summary>The policy that the assistant applies: the one shown, else the default where the mailbox is due for it.</summary>
    public LabRetentionPolicy? PolicyOf(LabMailbox mailbox) =>
        mailbox.RetentionPolicy is { } name ? FindPolicy(name)
        : mailbox.ShouldUseDefaultRetentionPolicy ? Policies.Find(policy => policy.IsDefault)
        : null;

    public void AddTag(LabRetentionTag tag) => _tags[tag.Name] = tag;

    /// <summary>Adds a mailbox and puts it on the assistant's round.</summary>
    public void AddMailbox(LabMailbox mailbox)
    {
        _mailboxes.Add(mailbox);
        foreach (var path in DefaultFolders.OfPrimary)
        {
            mailbox.Primary.Folder(path, mailbox.WhenCreatedUtc);
        }

        mailbox.Archive.Folder("/Deleted Items", mailbox.WhenCreatedUtc);
        var chance = new Chance(_seed, "assistant " + mailbox.PrimarySmtpAddress);
        mailbox.AssistantCycle = TimeSpan.FromDays(1 + chance.Below(7));
        var first = TimeSpan.FromMinutes(30 + chance.Below((int)mailbox.AssistantCycle.TotalMinutes - 30));
        _assistant.Schedule(mailbox, mailbox.FirstAssistantRunAfter ?? first);
    }

    /// <summary>Somebody removes a mailbox. Nothing that asks for it finds it any more, except what asks for removed ones.</summary>
    public void RemoveMailbox(string identity, RemovedMailboxKind kind = RemovedMailboxKind.Purged)
    {
        lock (Gate)
        {
            var mailbox = Mailbox(identity);
            _ = _mailboxes.Remove(mailbox);
            _removed.Add((mailbox, kind));
        }
    }

    public void AddBatch(LabBatch batch)
    {
        _batches.Add(batch);
        Migration.Adopt(batch);
    }

    /// <summary>A migration tool that Exchange does not know feeds the mailbox, as an IMAP sync of which no command tells anything.</summary>
    public void AddOutsideSync(LabBatch tool)
    {
        _outside.Add(tool);
        Migration.Adopt(tool);
    }

    /// <summary>The outside tools that feed this mailbox are done.</summary>
    public void StopOutsideSync(string mailbox)
    {
        lock (Gate)
        {
            var target = Mailbox(mailbox);
            foreach (var user in _outside.SelectMany(tool => tool.Users).Where(user => user.Mailbox == target))
            {
                user.Phase = SyncPhase.Ended;
                user.Epoch++;
                user.Batch.Status = "Completed";
            }
        }
    }

    /// <summary>The assistant looks at this mailbox at once, without waiting for its round.</summary>
    public void RunAssistant(string mailbox)
    {
        lock (Gate)
        {
            _assistant.Run(Mailbox(mailbox));
        }
    }

    internal void StartAssistantByHand(LabMailbox mailbox) => _assistant.StartByHand(mailbox);

    /// <summary>Everything that feeds a mailbox or has fed it, or an earlier one of its address, as far as the batches are still there; the tools that Exchange does not know too.</summary>
    internal IEnumerable<LabMigrationUser> FeedersOf(LabMailbox mailbox)
    {
        foreach (var user in _batches.Concat(_outside).SelectMany(batch => batch.Users))
        {
            if (user.Mailbox == mailbox || user.Mailbox.PrimarySmtpAddress == mailbox.PrimarySmtpAddress)
            {
                yield return user;
            }
        }
    }

    internal void Forget(LabBatch batch) => _batches.Remove(batch);

    internal MailItem Store(MailStore store, MailMessage message)
    {
        var item = new MailItem(++_lastItem, message, store.Folder(message.FolderPath, Now), Now);
        store.Add(item);
        return item;
    }

    /// <summary>Puts items that were taken out of the primary mailbox into the archive, below the same path.</summary>
    internal void MoveToArchive(LabMailbox mailbox, List<MailItem> items)
    {
        var mails = items.Count(item => !item.Folder.IsRecoverableItems);
        foreach (var item in items)
        {
            Place(item, mailbox.Archive, item.Folder.Path);
            item.Touch(Now);
            if (Options.MoveSetsCreationTime)
            {
                item.CreatedUtc = Now;
            }
        }

        if (mails > 0)
        {
            Archived?.Invoke(mailbox, mails);
        }
    }

    /// <summary>Puts an item that was taken out into a folder, under a new id.</summary>
    internal void Place(MailItem item, MailStore store, string folderPath) => Place(item, store, store.Folder(folderPath, Now));

    internal void Place(MailItem item, MailStore store, MailFolder folder)
    {
        item.Number = ++_lastItem;
        item.Folder = folder;
        store.Add(item);
    }

    /// <summary>A seed that no other message of this tenant has.</summary>
    internal ulong NewMessageSeed() => new Chance(_seed, "message " + ++_lastItem).Next();

    /// <summary>One more copy of a message.</summary>
    internal MailItem AddCopy(MailStore store, MailMessage message, MailFolder folder, DateTime createdUtc, long? searchKey = null)
    {
        var item = new MailItem(++_lastItem, message, folder, createdUtc, searchKey);
        store.Add(item);
        return item;
    }
}
