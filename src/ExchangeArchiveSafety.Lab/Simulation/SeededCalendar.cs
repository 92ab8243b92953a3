using System.Globalization;
using ExchangeArchiveSafety.Lab.Tenant;
using ExchangeArchiveSafety.Lab.Tenant.Mailboxes;
using ExchangeArchiveSafety.Lab.Tenant.Retention;

namespace ExchangeArchiveSafety.Lab.Simulation;

/// <summary>What happens in a tenant in some weeks: batches that come and go, and people who do what people do.</summary>
internal sealed class SeededCalendar
{
    private readonly Chance _chance;
    private readonly DateTime _start;
    private readonly int _days;
    private readonly bool _hasNamesakes;
    private readonly List<string> _aliases;
    private readonly List<Guid> _batches;
    private readonly List<SimulatedEvent> _events = [];

    private SeededCalendar(ulong seed, LabTenant tenant, int days)
    {
        _chance = new Chance(seed, "calendar");
        _start = tenant.Now;
        _hasNamesakes = SeededTenant.HasNamesakes(seed);
        _days = days;
        _aliases = [.. tenant.Mailboxes.Select(mailbox => mailbox.Alias)];
        _batches = [.. tenant.Batches.Select(batch => batch.BatchGuid)];
    }

    /// <summary>In the order of time.</summary>
    /// <param name="seed">What it follows from.</param>
    /// <param name="tenant">The tenant on its first day.</param>
    /// <param name="days">How long.</param>
    public static IReadOnlyList<SimulatedEvent> Create(ulong seed, LabTenant tenant, int days)
    {
        var calendar = new SeededCalendar(seed, tenant, days);
        for (var day = 0; day < days; day++)
        {
            calendar.AddDay(day);
        }

        calendar.MoveMailExchange();
        calendar.UseOutsideTool(new Chance(seed, "outside tool"));
        return [.. calendar._events.OrderBy(one => one.AtUtc)];
    }

    private void AddDay(int day)
    {
        var date = _start.Date.AddDays(day);
        for (var number = _chance.Below(4); number > 0; number--)
        {
            AddOne(At(date));
        }

        if (date.DayOfWeek == DayOfWeek.Friday && _batches.Count > 0)
        {
            var batch = Pick(_batches);
            var users = SeededTenant.Some(_chance, _aliases, 1 + _chance.Below(3));
            Add(date.AddHours(16).AddMinutes(_chance.Below(60)), $"{string.Join(", ", users)} added to batch {Short(batch)} on a Friday", null, tenant => tenant.AddUsers(batch, users));
        }
    }

    private void AddOne(DateTime at)
    {
        switch (_chance.Below(20))
        {
            case 0:
                NewBatch(at);
                break;
            case < 6 when _batches.Count > 0:
                ChangeBatch(at, Pick(_batches));
                break;
            case < 8:
                var user = Address();
                var command = _chance.Below(2) == 0 ? "Stop-MigrationUser" : "Start-MigrationUser";
                Add(at, $"{command} {user}", null, tenant => tenant.Run(command, ("Identity", user)));
                break;
            case 8:
                ChangeLicence(at, Pick(_aliases));
                break;
            case 9:
                var lucky = Pick(_aliases);
                Add(at, $"{lucky} gets an archive", lucky, tenant => tenant.With(lucky, mailbox => mailbox.WithArchive()));
                break;
            case 10:
                ImportPst(at, Pick(_aliases));
                break;
            case 11:
                ReplaceMailbox(at, Pick(_aliases));
                break;
            case 12:
                var impatient = Address();
                Add(at, $"somebody starts the assistant on {impatient}", null, tenant => tenant.Run("Start-ManagedFolderAssistant", ("Identity", impatient)));
                break;
            case 13:
                ChangeOrganization(at);
                break;
            default:
                ChangeSetting(at, Address());
                break;
        }
    }

    private void NewBatch(DateTime at)
    {
        var guid = _chance.Guid();
        var type = SeededTenant.TypeOf(_chance);
        var users = SeededTenant.Some(_chance, _aliases, 1 + _chance.Below(5));
        var name = _chance.Below(3) switch { 0 when _hasNamesakes => "wave", < 2 => $"wave {Short(guid)}", _ when !_hasNamesakes => $"Wave \"{Short(guid)}\" $(Get-Date) 'S\u00fcd'; <b>x</b>", _ => "Wave \"3\" $(Get-Date) 'S\u00fcd'; <b>x</b>" };
        _batches.Add(guid);
        Add(at, $"{type} batch {Short(guid)} made with {string.Join(", ", users)}", null, tenant => tenant.CreateBatch(guid, name, type, users));
        Add(at.AddHours(_chance.Below(40)), $"batch {Short(guid)} started", null, tenant => tenant.Run("Start-MigrationBatch", ("Identity", guid.ToString())));
    }

    private void ChangeBatch(DateTime at, Guid batch)
    {
        switch (_chance.Below(10))
        {
            case < 3:
                Add(at, $"batch {Short(batch)} stopped", null, tenant => tenant.Run("Stop-MigrationBatch", ("Identity", batch.ToString())));
                break;
            case < 6:
                Add(at, $"batch {Short(batch)} started", null, tenant => tenant.Run("Start-MigrationBatch", ("Identity", batch.ToString())));
                break;
            case 6:
                Add(at, $"batch {Short(batch)} fails", null, tenant => tenant.FailBatch(batch));
                break;
            case 7:
                Add(at, $"batch {Short(batch)} completed", null, tenant => tenant.Run("Complete-MigrationBatch", ("Identity", batch.ToString())));
                break;
            case 8:
                Add(at, $"batch {Short(batch)} removed", null, tenant => tenant.Run("Remove-MigrationBatch", ("Identity", batch.ToString())));
                break;
            default:
                Add(at, $"batch {Short(batch)} told to sync now", null, tenant => tenant.Run("Set-MigrationBatch", ("Identity", batch.ToString()), ("SyncNow", true)));
                break;
        }
    }

    /// <summary>It overwrites the policy with the default. Taken away and given again it takes the settings along.</summary>
    private void ChangeLicence(DateTime at, string mailbox)
    {
        var whole = _chance.Below(2) == 0;
        Add(at, $"{mailbox} gets another licence{(whole ? ", and its settings anew" : "")}", mailbox, tenant => tenant.With(mailbox, one =>
        {
            one.RetentionPolicy = DefaultRetention.PolicyName;
            if (whole)
            {
                (one.RetentionHoldEnabled, one.StartDateForRetentionHold, one.EndDateForRetentionHold, one.AutoArchivingEnabled) = (false, null, null, true);
            }
        }));
    }

    /// <summary>The import service sets the hold and leaves it; some time later somebody may think of it.</summary>
    private void ImportPst(DateTime at, string mailbox)
    {
        Add(at, $"a PST import or a hybrid move sets the hold of {mailbox}", mailbox, tenant => tenant.With(mailbox, one => one.RetentionHoldEnabled = true));
        if (_chance.Below(2) == 0)
        {
            SetHold(at.AddHours(1 + _chance.Below(200)), mailbox, false, null, null);
        }
    }

    private void ReplaceMailbox(DateTime at, string alias)
    {
        var kind = (RemovedMailboxKind)_chance.Below(3);
        Add(at, $"{alias} removed", null, tenant => tenant.RemoveMailbox(alias, kind));
        if (_chance.Below(2) == 0)
        {
            Add(at.AddHours(1 + _chance.Below(100)), $"a new {alias} made", null, tenant => tenant.CreateMailbox(alias));
        }
    }

    private void ChangeOrganization(DateTime at)
    {
        if (_chance.Below(3) == 0)
        {
            Add(at, "processing switched off for the organization", "*", tenant => tenant.Run("Set-OrganizationConfig", ("ElcProcessingDisabled", true)));
            Add(at.AddHours(1 + _chance.Below(60)), "and on again", "*", tenant => tenant.Run("Set-OrganizationConfig", ("ElcProcessingDisabled", false)));
        }
        else
        {
            var percent = Pick([80, 90, 96, 100]);
            Add(at, $"auto-archiving from {percent} %", "*", tenant => tenant.Run("Set-OrganizationConfig", ("AutoArchivingThresholdPercentage", percent)));
        }
    }

    private void ChangeSetting(DateTime at, string mailbox)
    {
        switch (_chance.Below(7))
        {
            case 0:
                SetHold(at, mailbox, true, null, at.AddDays(2 + _chance.Below(50)));
                break;
            case 1:
                SetHold(at, mailbox, true, at.AddDays(-_chance.Below(3)), at.AddDays(2 + _chance.Below(50)));
                break;
            case 2 or 3:
                SetHold(at, mailbox, false, null, null);
                break;
            case 4 or 5:
                var off = _chance.Below(2) == 0;
                Add(at, $"processing switched {(off ? "off" : "on")} for {mailbox}", mailbox, tenant => tenant.Run("Set-Mailbox", ("Identity", mailbox), ("ElcProcessingDisabled", off)));
                break;
            default:
                var on = _chance.Below(2) == 0;
                Add(at, $"auto-archiving switched {(on ? "on" : "off")} for {mailbox}", mailbox, tenant => tenant.Run("Set-Mailbox", ("Identity", mailbox), ("AutoArchivingEnabled", on)));
                break;
        }
    }

    /// <summary>People set the hold and its dates together, as the form has them; dates go before the flag.</summary>
    private void SetHold(DateTime at, string mailbox, bool on, DateTime? start, DateTime? end) =>
        Add(at, string.Create(CultureInfo.InvariantCulture, $"somebody sets the hold of {mailbox} {(on ? $"on, from {start:MM-dd HH:mm} until {end:MM-dd HH:mm}" : "off")}"), mailbox, tenant => tenant.With(mailbox, one =>
        {
            var address = one.PrimarySmtpAddress;
            tenant.Run("Set-Mailbox", ("Identity", address), ("RetentionHoldEnabled", true), ("StartDateForRetentionHold", start), ("EndDateForRetentionHold", end));
            tenant.Run("Set-Mailbox", ("Identity", address), ("RetentionHoldEnabled", on));
        }));

    private void MoveMailExchange() => Add(At(_start.Date.AddDays(_days * (40 + _chance.Below(50)) / 100)), "the MX record moves", null, tenant =>
    {
        var domain = tenant.Tenant.Domains[0];
        domain.Mail(tenant.Tenant.Now, domain.ExchangeOnlineHost);
        foreach (var mailbox in tenant.Tenant.Mailboxes.Where(mailbox => mailbox.Source is not null))
        {
            mailbox.Source!.ReceivesMail = false;
        }
    });

    /// <summary>A tool that Exchange does not know fills some mailboxes. The admin names them as long as it does, and mostly some time longer.</summary>
    private void UseOutsideTool(Chance chance)
    {
        foreach (var alias in SeededTenant.Some(chance, _aliases, chance.Below(4)))
        {
            var begin = _start.AddMinutes(chance.Below(_days * 12 * 60));
            var end = begin.AddHours(24 + chance.Below(_days * 12));
            var name = chance.Below(3);
            Add(begin, $"a tool that Exchange does not know begins to fill {alias}, and is named", null, tenant => tenant.BeginOutsideSync(alias, mailbox => name switch
            {
                0 => alias,
                1 => mailbox.PrimarySmtpAddress,
                _ => mailbox.ExchangeGuid.ToString(),
            }));
            Add(end, $"it is done with {alias}", null, tenant => tenant.EndOutsideSync(alias));
            Add(end.AddHours(Math.Max(0, chance.Below(120) - 20)), $"{alias} is not named any more", null, tenant => tenant.ExternallyMigrating.Remove(alias));
        }
    }

    private void Add(DateTime at, string story, string? mailbox, Action<SimulatedTenant> happens)
    {
        if (at < _start.AddDays(_days))
        {
            _events.Add(new SimulatedEvent(at < _start ? _start.AddMinutes(_chance.Below(60)) : at, story, mailbox, happens));
        }
    }

    private DateTime At(DateTime date) => date.AddMinutes(_chance.Below(24 * 60));

    private string Address() => Pick(_aliases) + "@contoso.example";

    private T Pick<T>(IReadOnlyList<T> among) => among[_chance.Below(among.Count)];

    private static string Short(Guid guid) => guid.ToString()[..8];
}
