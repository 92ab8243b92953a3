namespace ExchangeArchiveSafety.Lab.Tests.Building;

public class TenantBuilderTests
{
    [Theory]
    [InlineData(10)]
    [InlineData(100)]
    [InlineData(1000)]
    public void Makes_tenants_of_any_size(int count)
    {
        var tenant = new TenantBuilder().Migrating(count, set: (mailbox, index) => mailbox.AccountDisabled = index == 3).Build();

        Assert.Equal(count, tenant.Mailboxes.Count);
        Assert.Equal(count, tenant.Batch("IMAP wave 1").Users.Count);
        Assert.Equal(count, tenant.Mailboxes.Select(mailbox => mailbox.ExchangeGuid).Distinct().Count());
        Assert.Equal(count * 40, tenant.Total().SourceMessages);
        Assert.True(tenant.Mailbox("user0004").AccountDisabled);
    }

    [Fact]
    public void Fills_a_quota_to_the_percent()
    {
        var tenant = new TenantBuilder().Mailbox("anna", mailbox => mailbox.SourceContents = SourceContents.Filling(97, 100 * LabMailbox.Gigabyte)).Batch("wave", "IMAP", "Synced", batch => batch.User("anna")).Build();

        Assert.Equal(97, tenant.Mailbox("anna").Primary.Bytes * 100.0 / (100 * LabMailbox.Gigabyte), precision: 1);
    }

    [Fact]
    public void Auxiliary_archives_get_ids_of_their_own_too()
    {
        var (built, served) = (Presets.Create("expanded").Mailbox("anna"), Serving.ServeVerb.Tenant(Serving.ServeOptions.Parse(["--preset", "expanded", "--seed", "7"])).Mailbox("anna"));

        Assert.Equal(2, served.AuxiliaryArchives.Count);
        Assert.Empty(served.AuxiliaryArchives.Intersect(built.AuxiliaryArchives));
        Assert.Equal(built.Archive.Folders.Count(folder => folder.AuxiliaryMailbox is not null), served.Archive.Folders.Count(folder => folder.AuxiliaryMailbox is not null));
    }

    [Fact]
    public void The_neglected_company_has_been_in_the_loop_for_weeks()
    {
        var total = Presets.Create("neglected").Total();

        Assert.True(total.DuplicatedInArchive > 1000);
        Assert.True(total.Reappeared > 0);
        Assert.Equal(0, total.Missing);
    }
}
