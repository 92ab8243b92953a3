using System.Management.Automation;
using ExchangeArchiveSafety.Lab.ExchangeOnline;
using ExchangeArchiveSafety.Lab.Tests.Session;

namespace ExchangeArchiveSafety.Lab.Tests.Commands;

/// <summary>None of these changes the tenant, so they share one.</summary>
public sealed class ReadingTests(ContosoSession contoso) : IClassFixture<ContosoSession>
{
    private readonly LabSession _session = contoso.Session;

    [Fact]
    public void Every_documented_command_is_there_with_its_documented_parameters()
    {
        foreach (var command in CommandCatalog.Commands)
        {
            var parameters = _session.Run("param($name) (Get-Command $name).Parameters.Keys", command).Select(name => name.ToString()).ToList();
            Assert.Empty(CommandCatalog.Parameters(command).Keys.Except(parameters));
        }
    }

    [Fact]
    public void An_unknown_parameter_is_a_binding_error()
    {
        var calls = _session.Server.Exchange.Calls.All.Count;
        var outcome = _session.Try("Get-Mailbox anna.berg -Wrong 1");

        Assert.Equal("NamedParameterNotFound,Get-Mailbox", outcome.Errors.Count > 0 ? outcome.Errors[0].FullyQualifiedErrorId : ((RuntimeException)outcome.Exception!).ErrorRecord.FullyQualifiedErrorId);
        Assert.Equal(calls, _session.Server.Exchange.Calls.All.Count);
    }

    [Theory]
    [InlineData("Get-Mailbox -Identity nobody", "Ex6F9304|Microsoft.Exchange.Configuration.Tasks.ManagementObjectNotFoundException|The operation couldn't be performed because object 'nobody' couldn't be found on '")]
    [InlineData("Get-EXOMailbox -Identity nobody", "couldn't be found on")]
    [InlineData("Set-Mailbox -Identity nobody -RetentionHoldEnabled $true", "couldn't be found on")]
    [InlineData("Get-MailboxStatistics nobody", "couldn't be found on")]
    [InlineData("Get-MigrationBatch -Identity nothing", "ManagementObjectNotFoundException|The migration batch \"nothing\" can't be found.")]
    [InlineData("Get-MigrationUser -Identity nobody@contoso.example", "can't be found")]
    [InlineData("Get-MigrationUser -BatchId nothing", "can't be found")]
    [InlineData("Stop-MigrationUser nobody@contoso.example -Confirm:$false", "can't be found")]
    [InlineData("Get-RetentionPolicy nothing", "couldn't be found on")]
    [InlineData("Get-RetentionPolicyTag nothing", "couldn't be found on")]
    [InlineData("Get-MailboxFolderStatistics no.archive -Archive", "couldn't be found")]
    public void What_does_not_exist_is_a_non_terminating_error_in_the_documented_words(string script, string words)
    {
        var outcome = _session.Try(script + "; 'went on'");

        Assert.Contains(words, Assert.Single(outcome.Errors).ToString(), StringComparison.Ordinal);
        Assert.Equal("went on", Assert.Single(outcome.Output).ToString());

        var stopped = _session.Try(script + " -ErrorAction Stop; 'went on'");
        Assert.Empty(stopped.Output);
        Assert.Contains(words, stopped.Exception!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Get-Mailbox -Identity $null")]
    [InlineData("Get-Mailbox -Identity ''")]
    [InlineData("Get-Mailbox")]
    [InlineData("Get-EXOMailbox -Identity $null")]
    [InlineData("Get-EXORecipient -Identity ''")]
    public void No_identity_or_an_empty_one_returns_everything(string script) => Assert.True(_session.Run(script).Count > 40);

    [Fact]
    public void A_mailbox_is_found_by_everything_that_names_it()
    {
        var mailbox = _session.Tenant.Mailbox("anna.berg");
        foreach (var identity in (object[])
            [
                mailbox.PrimarySmtpAddress.ToUpperInvariant(), mailbox.UserPrincipalName, mailbox.Alias, mailbox.Name, mailbox.DisplayName, mailbox.DistinguishedName, mailbox.OtherAddresses[0],
                mailbox.Guid, mailbox.ExchangeGuid, mailbox.ExchangeGuid.ToString(), mailbox.ExternalDirectoryObjectId.ToString(),
            ])
        {
            Assert.Equal(mailbox.ExchangeGuid, Assert.Single(_session.Run("param($id) Get-Mailbox -Identity $id", identity)).Properties["ExchangeGuid"].Value);
        }
    }

    [Fact]
    public void Identities_come_from_the_pipeline()
    {
        Assert.Equal(2, _session.Run("'anna.berg', 'ben.castro' | Get-Mailbox").Count);
        Assert.Equal("anna.berg@contoso.example", _session.Run("Get-Mailbox anna.berg | Get-Mailbox | ForEach-Object PrimarySmtpAddress")[0].ToString());
        Assert.Equal("anna.berg@contoso.example", _session.Run("Get-MigrationUser -Identity anna.berg@contoso.example | ForEach-Object { $_.Identity } | Get-EXOMailbox | ForEach-Object PrimarySmtpAddress")[0].ToString());
    }

    [Fact]
    public void Values_have_the_documented_shapes()
    {
        var mailbox = _session.Run("Get-Mailbox litigation.hold")[0];

        Assert.IsType<Guid>(mailbox.Properties["ArchiveGuid"].Value);
        Assert.IsType<string>(mailbox.Properties["ExternalDirectoryObjectId"].Value);
        Assert.Equal("100 GB (107,374,182,400 bytes)", mailbox.Properties["ProhibitSendReceiveQuota"].Value);
        Assert.Equal("litigation.hold", mailbox.Properties["Identity"].Value);
        Assert.Equal(2, Assert.IsType<string[]>(mailbox.Properties["InPlaceHolds"].Value).Length);
        Assert.Equal("14.00:00:00", mailbox.Properties["RetainDeletedItemsFor"].Value);
        Assert.Null(mailbox.Properties["StartDateForRetentionHold"].Value);
        Assert.Equal(DateTimeKind.Utc, Assert.IsType<DateTime>(_session.Run("(Get-Mailbox hold.ending).EndDateForRetentionHold")[0].BaseObject).Kind);
        Assert.Empty(Assert.IsType<string[]>(_session.Run("Get-Mailbox anna.berg")[0].Properties["InPlaceHolds"].Value));
        Assert.Equal(_session.Tenant.Mailbox("hostile.name").DisplayName, _session.Run("(Get-Mailbox hostile.name).DisplayName")[0].ToString());
    }

    [Fact]
    public void Property_sets_hold_back_what_they_do_not_contain()
    {
        string[] Names(string script) => [.. _session.Run(script)[0].Properties.Select(property => property.Name)];

        Assert.DoesNotContain("ArchiveGuid", Names("Get-EXOMailbox anna.berg"));
        Assert.Contains("ArchiveGuid", Names("Get-EXOMailbox anna.berg -PropertySets Archive"));
        Assert.Contains("ExchangeGuid", Names("Get-EXOMailbox anna.berg -PropertySets StatisticsSeed, Retention"));
        Assert.DoesNotContain("ElcProcessingDisabled", Names("Get-EXOMailbox anna.berg -PropertySets All -Properties ElcProcessingDisabled, AutoArchivingEnabled"));
        Assert.DoesNotContain("AutoArchivingEnabled", Names("Get-EXOMailbox anna.berg -PropertySets All"));
        Assert.Contains("AutoArchivingEnabled", Names("Get-Mailbox anna.berg"));
        Assert.Contains("ShouldUseDefaultRetentionPolicy", Names("Get-EXORecipient anna.berg -PropertySets Policy"));
        Assert.DoesNotContain("ShouldUseDefaultRetentionPolicy", Names("Get-EXORecipient anna.berg"));
        Assert.Contains("isn't valid", _session.Try("Get-EXOMailbox anna.berg -Properties Nonsense").Errors[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Policies_and_tags_are_linked_by_name_and_by_mailbox()
    {
        Assert.Contains("Default 2 year move to archive", (string[])_session.Run("Get-RetentionPolicy 'Default MRM Policy'")[0].Properties["RetentionPolicyTagLinks"].Value);
        Assert.Null(_session.Run("Get-RetentionPolicyTag 'Never Delete'")[0].Properties["AgeLimitForRetention"].Value);
        Assert.All(_session.Run("Get-RetentionPolicyTag -Mailbox anna.berg"), tag => Assert.Contains((string)tag.Properties["Type"].Value, (string[])["All", "Personal"]));
        Assert.Empty(_session.Run("Get-RetentionPolicyTag -Mailbox opted.in"));
        Assert.Equal("Project mail 6 months to archive", Assert.Single(_session.Run("Get-RetentionPolicyTag -Mailbox opted.in -OptionalInMailbox")).Properties["Name"].Value);
        Assert.Empty(_session.Run("Get-RetentionPolicyTag -Mailbox anna.berg -OptionalInMailbox"));
    }

    [Fact]
    public void Public_folder_mailboxes_show_only_when_asked_for()
    {
        Assert.NotEmpty(_session.Try("Get-Mailbox public.folders").Errors);
        Assert.Single(_session.Run("Get-Mailbox public.folders -PublicFolder"));
    }

    [Fact]
    public void What_the_lab_does_not_simulate_is_refused_and_not_ignored() =>
        Assert.Contains("does not simulate", _session.Try("Get-Mailbox -Filter 'x'").Exception!.Message, StringComparison.Ordinal);

    [Fact]
    public void Users_are_selected_by_one_kind_of_parameter()
    {
        Assert.Equal(2, _session.Run("Get-MigrationUser -Identity two.batches@contoso.example").Count);
        Assert.Single(_session.Run("Get-MigrationUser -BatchId 'Google sales'"));
        Assert.Single(_session.Run("Get-MigrationUser -BatchId 'IMAP wave 1' -Status IncrementalStopped"));
        Assert.Equal(2, _session.Run("param($guid) Get-MigrationUser -MailboxGuid $guid", _session.Tenant.Mailbox("two.batches").ExchangeGuid).Count);
        Assert.Contains("Parameter set cannot be resolved", _session.Try("Get-MigrationUser -Identity a@contoso.example -BatchId b").Exception!.Message, StringComparison.Ordinal);
    }
}
