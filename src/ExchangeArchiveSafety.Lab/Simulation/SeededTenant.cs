using ExchangeArchiveSafety.Lab.Building;
using ExchangeArchiveSafety.Lab.Tenant;
using ExchangeArchiveSafety.Lab.Tenant.Mailboxes;
using ExchangeArchiveSafety.Lab.Tenant.Migration;
using ExchangeArchiveSafety.Lab.Tenant.Retention;

namespace ExchangeArchiveSafety.Lab.Simulation;

/// <summary>The tenant that follows from a seed: 10 to 30 mailboxes in every state that mailboxes are found in, and what migrates already.</summary>
internal sealed class SeededTenant
{
    private const long SmallQuota = 2 * LabMailbox.Gigabyte;
    private static readonly string[] Policies = [DefaultRetention.PolicyName, "Strict", "Archiving off", "Recoverable Items only", "Own choice"];
    private readonly ulong _seed;
    private readonly Chance _chance;
    private readonly TenantBuilder _builder;

    private SeededTenant(ulong seed)
    {
        _seed = seed;
        _chance = new Chance(seed, "simulated tenant");
        _builder = new TenantBuilder(seed: seed);
    }

    /// <summary>The same one each time.</summary>
    public static SimulatedTenant Create(ulong seed)
    {
        var tenant = new SeededTenant(seed);
        tenant.SetShapes();
        tenant.SetDomain();
        tenant.AddPolicies();
        tenant.AddMailboxes();
        tenant.AddBatches();
        return new SimulatedTenant(seed, tenant._builder);
    }

    private void SetShapes()
    {
        var options = _builder.Tenant.Options;
        options.MomentEndsAfterReads = 0;
        options.ClearingHoldDatesNeedsHold = _chance.Below(2) == 0;
        options.AutoArchivingIgnoresRetentionHold = _chance.Below(3) > 0;
        options.RetentionHoldActsAfter = TimeSpan.FromMinutes(_chance.Below(3) * 120);
        options.Shapes.Enums = (EnumShape)_chance.Below(3);
        options.Shapes.Identities = (IdentityShape)_chance.Below(2);
        options.Shapes.Sizes = (SizeShape)_chance.Below(4);
        options.Shapes.Spans = (SpanShape)_chance.Below(3);
        options.Shapes.Dates = (DateShape)_chance.Below(4);
        options.Shapes.LogDates = (LogDateShape)_chance.Below(2);
        _builder.Organization(organization =>
        {
            organization.AutoArchivingThresholdPercentage = _chance.Below(6) switch { 0 => 100, 1 => 85, 2 => null, _ => 96 };
            organization.AutoEnableArchiveMailbox = _chance.Below(4) == 0;
        });
    }

    private void SetDomain()
    {
        var domain = _builder.Tenant.Domains[0];
        domain.Trouble = _chance.Below(4) == 0 ? DnsTrouble.Silent : DnsTrouble.None;
        domain.Mail(_builder.Tenant.Now.AddYears(-5), "mx.oldmail.example");
    }

    private void AddPolicies() => _builder
        .Tag("1 year move to archive", "All", "MoveToArchive", 365)
        .Tag("Disabled move to archive", "All", "MoveToArchive", 90, enabled: false)
        .Policy("Strict", "1 year move to archive", "Recoverable Items 14 days move to archive")
        .Policy("Archiving off", "Disabled move to archive")
        .Policy("Recoverable Items only", "Recoverable Items 14 days move to archive")
        .Policy("Own choice", "Personal 1 year move to archive", "Never Delete");

    private void AddMailboxes()
    {
        for (var number = 10 + Math.Min(_chance.Below(21), _chance.Below(21)); number > 0; number--)
        {
            _builder.Mailbox($"user{number:D2}", Shape);
        }
    }

    private void Shape(LabMailbox mailbox)
    {
        var now = _builder.Tenant.Now;
        mailbox.SourceContents = new SourceContents(12 + _chance.Below(16), NewMessagesPerDay: 0.5);
        mailbox.RetentionPolicy = _chance.Below(10) switch { < 6 => Policies[0], 6 => "Strict", 7 => null, _ => Policies[2 + _chance.Below(3)] };
        mailbox.ShouldUseDefaultRetentionPolicy = mailbox.RetentionPolicy is null && _chance.Below(2) == 0;
        mailbox.AutoArchivingEnabled = _chance.Below(12) > 0;
        mailbox.RecipientTypeDetails = _chance.Below(12) == 0 ? "SharedMailbox" : "UserMailbox";
        switch (_chance.Below(20))
        {
            case < 3:
                mailbox.WithoutArchive();
                break;
            case 3:
                mailbox.WithGhostArchive();
                break;
            case 4:
                mailbox.WithArchiveStatusNone();
                break;
        }

        if (_chance.Below(5) == 0)
        {
            mailbox.ProhibitSendReceiveQuota = SmallQuota;
            mailbox.SourceContents = SourceContents.Filling(20 + _chance.Below(78), SmallQuota);
        }

        switch (_chance.Below(24))
        {
            case 0:
                mailbox.RetentionHoldEnabled = true;
                break;
            case 1:
                (mailbox.RetentionHoldEnabled, mailbox.StartDateForRetentionHold, mailbox.EndDateForRetentionHold) = (true, now.AddDays(-30), now.AddDays(3 + _chance.Below(60)));
                break;
            case 2:
                (mailbox.RetentionHoldEnabled, mailbox.StartDateForRetentionHold, mailbox.EndDateForRetentionHold) = (true, now.AddDays(-90), now.AddDays(-30));
                break;
            case 3:
                (mailbox.RetentionHoldEnabled, mailbox.StartDateForRetentionHold) = (true, now.AddDays(5 + _chance.Below(30)));
                break;
            case 4:
                mailbox.ElcProcessingDisabled = true;
                break;
            case 5:
                (mailbox.ElcProcessingDisabled, mailbox.PreservationLocked) = (true, true);
                mailbox.InPlaceHolds.Add("mbxf11f6dc1a9f14d8cbb2fd5b2a7dc1b35:1");
                break;
            case 6:
                mailbox.LitigationHoldEnabled = true;
                break;
            case 7:
                mailbox.DisplayName = "=cmd|'/c calc'!A1 \"O'Hara\" $(Remove-Item x) \u202Egnp.exe";
                break;
        }
    }

    private void AddBatches()
    {
        var names = HasNamesakes(_seed) ? (Func<int, string>)(_ => "wave") : number => "wave " + number;
        var aliases = _builder.Tenant.Mailboxes.Select(mailbox => mailbox.Alias).ToList();
        for (var number = 1 + _chance.Below(3); number > 0; number--)
        {
            var type = TypeOf(_chance);
            var status = _chance.Below(10) switch { < 5 => "Synced", 5 => "Syncing", 6 => "Created", 7 => "Stopped", 8 => "Completed", _ => "Waiting" };
            _builder.Batch(names(number), type, status, batch =>
            {
                batch.Batch.BatchGuid = _chance.Guid();
                if (status == "Waiting")
                {
                    batch.StartsIn(TimeSpan.FromDays(1 + _chance.Below(20)));
                }

                foreach (var alias in Some(_chance, aliases, 2 + _chance.Below(5)))
                {
                    batch.User(alias, set: user => user.Guid = new Chance(_seed, batch.Batch.BatchGuid + alias).Guid());
                }
            });
        }
    }

    /// <summary>In some tenants batches have the same name.</summary>
    internal static bool HasNamesakes(ulong seed) => new Chance(seed, "namesakes").Below(4) == 0;

    /// <summary>What is migrated, as often as it is seen.</summary>
    internal static string TypeOf(Chance chance) => chance.Below(12) switch { < 8 => "IMAP", 8 or 9 => "Gmail", 10 => "ExchangeRemoteMove", _ => "ExchangeOutlookAnywhere" };

    internal static IReadOnlyList<string> Some(Chance chance, List<string> among, int count)
    {
        var left = among.ToList();
        var some = new List<string>();
        while (some.Count < count && left.Count > 0)
        {
            var index = chance.Below(left.Count);
            some.Add(left[index]);
            left.RemoveAt(index);
        }

        return some;
    }
}
