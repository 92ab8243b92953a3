using ExchangeArchiveSafety.Lab.Building;
using ExchangeArchiveSafety.Lab.ExchangeOnline;
using ExchangeArchiveSafety.Lab.Tenant;
using ExchangeArchiveSafety.Lab.Tenant.Mailboxes;
using ExchangeArchiveSafety.Lab.Tenant.Migration;

namespace ExchangeArchiveSafety.Lab.Simulation;

/// <summary>A tenant with the people in it. Two of the same seed live the same calendar, whoever else changes one of them.</summary>
internal sealed class SimulatedTenant(ulong seed, TenantBuilder builder)
{
    private readonly ExchangeService _people = new(builder.Tenant);

    public LabTenant Tenant => builder.Tenant;

    /// <summary>Somebody runs a command. What Exchange refuses does not happen.</summary>
    public void Run(string command, params (string Name, object? Value)[] parameters)
    {
        _ = _people.RunAsync(new CommandCall(command, parameters.ToDictionary(pair => pair.Name, pair => pair.Value))).GetAwaiter().GetResult();
        _people.Calls.Clear();
    }

    /// <summary>Does something with a mailbox, unless it has gone.</summary>
    public void With(string mailbox, Action<LabMailbox> act)
    {
        if (Tenant.FindMailboxes(mailbox) is [var one])
        {
            act(one);
        }
    }

    /// <summary>Somebody makes a batch. Names repeat, so the GUID tells it from others.</summary>
    public void CreateBatch(Guid guid, string name, string type, IEnumerable<string> mailboxes)
    {
        var batch = new LabBatch(name, type) { BatchGuid = guid, CreatedUtc = Tenant.Now };
        AddUsers(batch, mailboxes, "Queued");
        Tenant.AddBatch(batch);
    }

    /// <summary>Somebody adds users to a batch, and starts it.</summary>
    public void AddUsers(Guid batch, IEnumerable<string> mailboxes)
    {
        if (Tenant.FindBatch(batch.ToString()) is { Status: not ("Removing" or "Completed" or "Completing") } found)
        {
            AddUsers(found, mailboxes, "Queued");
            Run("Start-MigrationBatch", ("Identity", batch.ToString()));
        }
    }

    public void FailBatch(Guid batch)
    {
        if (Tenant.FindBatch(batch.ToString()) is { Status: "Syncing" or "Synced" } found)
        {
            MigrationService.Fail(found);
        }
    }

    /// <summary>Whom the admin names to the guard, by which name: those that a tool feeds of which Exchange knows nothing. By alias.</summary>
    public SortedDictionary<string, string> ExternallyMigrating { get; } = new(StringComparer.Ordinal);

    /// <summary>Such a tool begins to fill a mailbox, and the admin knows of it.</summary>
    public void BeginOutsideSync(string alias, Func<LabMailbox, string> name) => With(alias, one =>
    {
        _ = builder.SyncedFromOutside(alias);
        ExternallyMigrating[alias] = name(one);
    });

    public void EndOutsideSync(string alias) => With(alias, one => Tenant.StopOutsideSync(one.PrimarySmtpAddress));

    /// <summary>A mailbox goes, and its migration with it: the source is not asked any more.</summary>
    public void RemoveMailbox(string mailbox, RemovedMailboxKind kind) => With(mailbox, one =>
    {
        EndOutsideSync(mailbox);
        foreach (var user in Tenant.FeedersOf(one).Where(user => Tenant.Batches.Contains(user.Batch)).ToList())
        {
            MigrationService.Fail(user, "The mailbox couldn't be found.");
        }

        Tenant.RemoveMailbox(mailbox, kind);
    });

    /// <summary>A mailbox of the same name, which is another one.</summary>
    public void CreateMailbox(string alias)
    {
        if (Tenant.FindMailboxes(alias).Count == 0)
        {
            builder.Mailbox(alias, mailbox =>
            {
                var chance = new Chance(seed, alias + Tenant.Now.Ticks);
                (mailbox.Guid, mailbox.ExchangeGuid, mailbox.ExternalDirectoryObjectId) = (chance.Guid(), chance.Guid(), chance.Guid());
                mailbox.WhenCreatedUtc = Tenant.Now;
                mailbox.WithArchive();
            });
        }
    }

    private void AddUsers(LabBatch batch, IEnumerable<string> mailboxes, string status)
    {
        var users = new BatchBuilder(Tenant, batch, seed);
        foreach (var mailbox in mailboxes)
        {
            With(mailbox, one =>
            {
                if (!batch.Users.Exists(user => user.Mailbox == one))
                {
                    users.User(one.PrimarySmtpAddress, status, user => user.Guid = new Chance(seed, batch.BatchGuid + one.PrimarySmtpAddress).Guid());
                }
            });
        }
    }
}
