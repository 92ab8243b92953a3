namespace ExchangeArchiveSafety.Tests.Verdicts;

/// <summary>What people have in their hands when they ask about a mailbox.</summary>
public class IdentityTests(SharedContoso contoso) : IClassFixture<SharedContoso>
{
    [Theory]
    [InlineData("anna.berg")]
    [InlineData("anna.berg@contoso.example")]
    [InlineData("ANNA.BERG@Contoso.Example")]
    [InlineData("  anna.berg@contoso.example  ")]
    [InlineData("CN=anna.berg,OU=contoso.example,OU=Microsoft Exchange Hosted Organizations,DC=LABPR01A001,DC=PROD,DC=OUTLOOK,DC=COM")]
    public void Text_that_names_a_mailbox_is_taken(string text)
    {
        var session = contoso.Session;

        Assert.Equal("anna.berg@contoso.example", Assert.Single(session.Try("param($text) Test-ArchiveMigrationConflict $text", text).Clean().Verdicts).Identity);
        Assert.Equal("anna.berg@contoso.example", Assert.Single(session.Try("param($text) $text | Test-ArchiveMigrationConflict", text).Clean().Verdicts).Identity);
    }

    [Fact]
    public void Every_guid_of_a_mailbox_names_it_as_guid_and_as_text()
    {
        var session = contoso.Session;
        var anna = session.Tenant.Mailbox("anna.berg");

        foreach (var guid in (Guid[])[anna.ExchangeGuid, anna.Guid, anna.ExternalDirectoryObjectId])
        {
            foreach (var value in (object[])[guid, guid.ToString(), guid.ToString().ToUpperInvariant()])
            {
                Assert.Equal("anna.berg", Assert.Single(session.Try("param($value) Test-ArchiveMigrationConflict -Identity $value", value).Clean().Verdicts).Alias);
                Assert.Equal("anna.berg", Assert.Single(session.Try("param($value) $value | Test-ArchiveMigrationConflict", value).Clean().Verdicts).Alias);
            }
        }
    }

    [Fact]
    public async Task A_second_address_names_the_mailbox()
    {
        await using var session = await LabSession.StartAsync(new TenantBuilder().Mailbox("anna", mailbox => mailbox.OtherAddresses.Add("old.name@contoso.example")).Build());

        Assert.Equal("anna", Assert.Single(session.Try("Test-ArchiveMigrationConflict old.name@contoso.example").Clean().Verdicts).Alias);
    }

    [Theory]
    [InlineData("Get-Mailbox anna.berg")]
    [InlineData("Get-EXOMailbox anna.berg")]
    [InlineData("Get-EXOMailbox anna.berg -PropertySets StatisticsSeed")]
    [InlineData("Get-EXORecipient anna.berg")]
    [InlineData("Get-MigrationUser anna.berg@contoso.example")]
    [InlineData("Get-MailboxStatistics anna.berg")]
    [InlineData("[pscustomobject]@{ PrimarySmtpAddress = 'anna.berg@contoso.example' }")]
    [InlineData("@{ EmailAddress = 'anna.berg@contoso.example'; Password = 'x' }")]
    [InlineData("[pscustomobject]@{ UserPrincipalName = 'anna.berg@contoso.example'; Password = 'x' }")]
    [InlineData("[pscustomobject]@{ EmailAddress = 'anna.berg@contoso.example'; UserName = 'anna@old.example'; Password = 'x' }")]
    [InlineData("[pscustomobject]@{ Identity = 'anna.berg@contoso.example' }")]
    [InlineData("[pscustomobject]@{ emailaddress = ' anna.berg@contoso.example ' }")]
    [InlineData("[pscustomobject]@{ ExchangeGuid = (Get-Mailbox anna.berg).ExchangeGuid }")]
    [InlineData("[pscustomobject]@{ ExchangeGuid = (Get-Mailbox anna.berg).ExchangeGuid.ToString(); DisplayName = 'Somebody' }")]
    [InlineData("[pscustomobject]@{ ExchangeGuid = [guid]::Empty; PrimarySmtpAddress = 'anna.berg@contoso.example' }")]
    [InlineData("[pscustomobject]@{ ExchangeGuid = ''; PrimarySmtpAddress = ''; UserPrincipalName = 'anna.berg@contoso.example' }")]
    [InlineData("[System.Net.Mail.MailAddress]'anna.berg@contoso.example' | ForEach-Object { $_.Address }")]
    public void Objects_that_carry_an_identity_pipe_in(string script)
    {
        var session = contoso.Session;

        Assert.Equal("anna.berg@contoso.example", Assert.Single(session.Try(script + " | Test-ArchiveMigrationConflict").Clean().Verdicts).Identity);
        Assert.Equal("anna.berg@contoso.example", Assert.Single(session.Try($"Test-ArchiveMigrationConflict -Identity ({script})").Clean().Verdicts).Identity);
    }

    [Theory]
    [InlineData("PrimarySmtpAddress")]
    [InlineData("UserPrincipalName")]
    [InlineData("EmailAddress")]
    [InlineData("ExchangeGuid")]
    public void The_property_names_are_parameter_names_as_well(string name)
    {
        var session = contoso.Session;
        var value = name == "ExchangeGuid" ? session.Tenant.Mailbox("anna.berg").ExchangeGuid.ToString() : "anna.berg@contoso.example";

        Assert.Equal("anna.berg", Assert.Single(session.Try($"Test-ArchiveMigrationConflict -{name} '{value}'").Clean().Verdicts).Alias);
    }

    [Fact]
    public void A_whole_list_of_mailboxes_pipes_in_and_each_gives_its_object_in_order()
    {
        var session = contoso.Session;

        var outcome = session.Try("Get-EXOMailbox | Test-ArchiveMigrationConflict").Clean();

        Assert.Equal(session.Run("Get-EXOMailbox").Select(mailbox => mailbox.Text("PrimarySmtpAddress")), outcome.Verdicts.Select(verdict => verdict.Identity));
        var states = outcome.Verdicts.ToDictionary(verdict => verdict.Alias, verdict => verdict.State);
        Assert.All(ContosoStates.Migrating.Where(pair => pair.Key != "public.folders"), pair => Assert.Equal(pair.Value, states[pair.Key]));
        Assert.Equal("Safe", states["not.migrating"]);
    }

    [Fact]
    public void All_migration_users_pipe_in()
    {
        var session = contoso.Session;

        var outcome = session.Try("Get-MigrationUser -ResultSize Unlimited | Test-ArchiveMigrationConflict");

        // Public folder mailboxes are none to Get-Mailbox; whoever names one is told so.
        Assert.Equal(["MailboxNotFound"], outcome.ErrorIds);
        Assert.Equal(
            ContosoStates.Lines(ContosoStates.Migrating.Where(pair => pair.Key != "public.folders").Append(new("two.batches", "Conflicting"))),
            ContosoStates.Lines(outcome.Verdicts));
    }

    [Fact]
    public void Verdicts_pipe_in_to_be_judged_again()
    {
        var session = contoso.Session;

        var again = session.Try("Test-ArchiveMigrationConflict anna.berg, no.archive | Test-ArchiveMigrationConflict").Clean().Verdicts;

        Assert.Equal(["Conflicting", "Safe"], again.Select(verdict => verdict.State));
    }

    [Fact]
    public void Verdicts_that_were_saved_and_read_back_pipe_in_too()
    {
        var session = contoso.Session;
        var saved = session.Run("Test-ArchiveMigrationConflict anna.berg, auto.half").Select(verdict => PSSerializer.Deserialize(PSSerializer.Serialize(verdict, 3))).ToList();

        var again = session.Engine.Pipe(saved, "Test-ArchiveMigrationConflict").Clean().Verdicts;

        Assert.Equal(["anna.berg: Conflicting", "auto.half: Imminent"], again.Select(verdict => verdict.Alias + ": " + verdict.State));
    }

    [Theory]
    [InlineData("@() | Test-ArchiveMigrationConflict")]
    [InlineData("& { } | Test-ArchiveMigrationConflict")]
    [InlineData("Get-MigrationUser | Where-Object { $false } | Test-ArchiveMigrationConflict -IncludeSafe")]
    public void An_empty_pipeline_asks_about_nobody(string script)
    {
        var session = contoso.Session;

        Assert.Empty(session.Try(script).Clean().Output);
        Assert.DoesNotContain(session.Exchange.Calls.All, call => call.Command is "Get-Mailbox" or "Get-EXOMailbox");
    }

    [Theory]
    [InlineData("Test-ArchiveMigrationConflict -Identity $null")]
    [InlineData("Test-ArchiveMigrationConflict $null")]
    [InlineData("$null | Test-ArchiveMigrationConflict")]
    [InlineData("Test-ArchiveMigrationConflict ''")]
    [InlineData("'' | Test-ArchiveMigrationConflict")]
    [InlineData("Test-ArchiveMigrationConflict '   '")]
    [InlineData("Test-ArchiveMigrationConflict \"`r`n\"")]
    [InlineData("Test-ArchiveMigrationConflict ([guid]::Empty)")]
    [InlineData("Test-ArchiveMigrationConflict '00000000-0000-0000-0000-000000000000'")]
    [InlineData("Test-ArchiveMigrationConflict -Identity @()")]
    [InlineData("Test-ArchiveMigrationConflict -Identity @($null)")]
    [InlineData("[pscustomobject]@{ EmailAddress = '' } | Test-ArchiveMigrationConflict")]
    [InlineData("[pscustomobject]@{ Name = 'no key here' } | Test-ArchiveMigrationConflict")]
    [InlineData("$empty = ''; Test-ArchiveMigrationConflict -Identity $empty.Nothing")]
    [InlineData("[DBNull]::Value | Test-ArchiveMigrationConflict")]
    public void A_value_that_names_nobody_is_an_error_and_never_everybody(string script)
    {
        var session = contoso.Session;

        var outcome = session.Try(script);

        _ = outcome.OneError("MailboxIdentityEmpty", ErrorCategory.InvalidArgument);
        Assert.Empty(outcome.Output);
        Assert.DoesNotContain(session.Exchange.Calls.All, call => call.Command is "Get-Mailbox" or "Get-EXOMailbox");
    }

    [Fact]
    public void One_empty_value_among_others_costs_only_itself()
    {
        var session = contoso.Session;

        var outcome = session.Try("Test-ArchiveMigrationConflict anna.berg, '', $null, no.archive");

        Assert.Equal(["MailboxIdentityEmpty", "MailboxIdentityEmpty"], outcome.ErrorIds);
        Assert.Equal(["anna.berg", "no.archive"], outcome.Verdicts.Select(verdict => verdict.Alias));
    }

    [Theory]
    [InlineData("nobody@contoso.example")]
    [InlineData("it's \"quoted\"")]
    [InlineData("$(throw 'ran')")]
    [InlineData("`$(1)`n")]
    [InlineData("anna\n*")]
    [InlineData("zz*")]
    [InlineData("[a]nna.berg")]
    [InlineData("anna.ber?")]
    [InlineData("anna.berg\nben.castro")]
    [InlineData("anna.berg; Set-Mailbox ben.castro -RetentionHoldEnabled $true")]
    [InlineData("-ResultSize")]
    [InlineData("..\\anna.berg")]
    [InlineData("{anna.berg}")]
    [InlineData("\u202Egreb.anna")]
    [InlineData("11111111-2222-3333-4444-555555555555")]
    public void Text_from_anywhere_is_data_and_names_nobody_but_its_own_mailbox(string text)
    {
        var session = contoso.Session;

        var outcome = session.Try("param($text) Test-ArchiveMigrationConflict -Identity $text", text);

        var error = outcome.OneError("MailboxNotFound", ErrorCategory.ObjectNotFound);
        Assert.Equal(text, error.TargetObject?.ToString());
        Assert.Empty(outcome.Output);
        Assert.Equal(text.Trim(), Assert.Single(session.Exchange.Calls.Of("Get-Mailbox")).Parameters["Identity"]);
        Assert.Empty(session.Exchange.Calls.Writes);
    }

    [Theory]
    [InlineData("Anna Berg")]
    [InlineData("anna BERG")]
    [InlineData("anna.b*")]
    [InlineData("*a Ber*")]
    public void A_displayed_name_and_a_star_name_the_mailbox_where_Exchange_takes_them(string text)
    {
        Assert.Equal("anna.berg", Assert.Single(contoso.Session.Try("param($text) Test-ArchiveMigrationConflict $text", text).Clean().Verdicts).Alias);
    }

    [Fact]
    public void A_star_names_several_and_each_is_judged_asked_about_and_compared()
    {
        var session = contoso.Session;
        var named = session.Run("Get-Mailbox 'auto.*'").Select(mailbox => mailbox.Text("PrimarySmtpAddress")).ToList();
        Assert.True(named.Count > 2);

        Assert.Equal(named, session.Try("Test-ArchiveMigrationConflict 'auto.*'").Clean().Verdicts.Select(verdict => verdict.Identity));
        var planned = session.TryJournal("Suspend-ConflictingArchivePolicy 'auto.*' -WhatIf -Force -JournalPath $Journal");
        Assert.Equal(named, planned.Suspensions.Select(one => one.Identity).Distinct());
        Assert.Empty(session.Exchange.Calls.Writes);
        session.Run("param($journal) $global:Saved = $journal + '.snapshot'; Export-ArchiveSafetySnapshot $Saved", session.Journal);
        Assert.Equal(named.Order(), session.Try("Test-ArchiveMigrationConflict 'auto.*' -SnapshotPath $Saved").Clean().Verdicts.Select(verdict => verdict.Identity).Order());
        Assert.Equal("anna.berg", Assert.Single(session.Try("Test-ArchiveMigrationConflict 'Anna Berg' -SnapshotPath $Saved").Clean().Verdicts).Alias);
        _ = session.Try("Test-ArchiveMigrationConflict 'zz*' -SnapshotPath $Saved").OneError("MailboxNotFound", ErrorCategory.ObjectNotFound);
    }

    [Fact]
    public async Task A_name_of_two_mailboxes_is_refused_and_a_star_that_Exchange_does_not_take_names_nobody()
    {
        await using var session = await LabSession.StartAsync(new TenantBuilder()
            .Mailbox("one", mailbox => mailbox.DisplayName = "Same Name").Mailbox("two", mailbox => mailbox.DisplayName = "Same Name")
            .Batch("Wave", "IMAP", "Synced", batch => batch.User("one").User("two"))
            .Options(options => options.StarsFitMailboxes = false).Build());

        Assert.Single(session.TryJournal("Suspend-ConflictingArchivePolicy 'Same Name' -Force -JournalPath $Journal").ErrorIds);
        _ = session.TryJournal("Suspend-ConflictingArchivePolicy 'on*' -JournalPath $Journal").OneError("MailboxNotFound", ErrorCategory.ObjectNotFound);
        Assert.Empty(session.Exchange.Calls.Writes);
    }

    [Fact]
    public async Task A_star_suspends_and_resumes_each_mailbox_that_fits()
    {
        await using var session = await LabSession.StartAsync(new TenantBuilder().Migrating(3).Mailbox("zoe").Build());

        Assert.Equal(["Suspended", "Suspended", "Suspended"], session.TryJournal("Suspend-ConflictingArchivePolicy 'user*' -JournalPath $Journal").Clean().Suspensions.Select(one => one.Status));
        Assert.Equal(3, session.TryJournal("Get-ArchivePolicySuspension 'user*' -JournalPath $Journal").Clean().Output.Count);
        Assert.Equal(["Resumed", "Resumed", "Resumed"], session.TryJournal("Resume-ConflictingArchivePolicy 'user*' -Force -JournalPath $Journal").Clean().Suspensions.Select(one => one.Status));
        Assert.DoesNotContain(session.Exchange.Calls.Writes, call => call.Parameters["Identity"]?.ToString() == session.Tenant.Mailbox("zoe").ExchangeGuid.ToString());
    }

    [Fact]
    public void Of_an_answer_to_a_star_none_is_taken_where_one_does_not_fit()
    {
        using var engine = Sessions.MockTenant.Start();
        engine.Run("$global:Mock.Inner = (Get-Command Get-Mailbox).ScriptBlock; function global:Get-Mailbox { param($Identity, $ResultSize) & $global:Mock.Inner -Identity 'ada'; & $global:Mock.Inner -Identity 'bob' }");

        var outcome = engine.Try("Test-ArchiveMigrationConflict 'ad*'");

        _ = outcome.OneError("MailboxMismatch", ErrorCategory.InvalidResult);
        Assert.Empty(outcome.Output);
    }

    [Fact]
    public void The_error_names_the_value_without_its_control_characters()
    {
        var session = contoso.Session;

        var error = session.Try("param($text) Test-ArchiveMigrationConflict -Identity $text", "evil\u001b[31m\nname\u202E").Errors.Single();

        Assert.Contains("evil", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(error.ToString(), character => char.IsControl(character) || character == '\u202E');
    }

    [Fact]
    public void Names_of_the_tenant_stand_in_findings_without_control_characters()
    {
        var session = contoso.Session;

        var verdict = session.Try("Test-ArchiveMigrationConflict hostile.name").Clean().Verdicts[0];

        Assert.Equal(session.Tenant.Mailbox("hostile.name").DisplayName, verdict.Source.Text("DisplayName"));
        Assert.All(verdict.Source.Items("Findings"), finding => Assert.DoesNotContain('\u202E', finding.Text("Message")));
        Assert.Contains(verdict.Source.Items("Findings"), finding => finding.Text("Message").Contains("Wave \"3\" $(Get-Date) 'Süd'; <b>x</b>", StringComparison.Ordinal));
    }

    [Fact]
    public void The_same_mailbox_twice_gives_its_object_twice()
    {
        var session = contoso.Session;

        Assert.Equal(2, session.Try("Test-ArchiveMigrationConflict anna.berg, anna.berg@contoso.example").Clean().Verdicts.Count);
    }
}
