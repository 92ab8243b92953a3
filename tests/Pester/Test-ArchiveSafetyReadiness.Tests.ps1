#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0.0' }

BeforeAll {
    . (Join-Path $PSScriptRoot 'Lab.ps1')
    $lab = Start-Lab
    Connect-Lab $lab
}

AfterAll { Stop-Lab $lab }

Describe 'Test-ArchiveSafetyReadiness' {
    It 'passes what was tried and says why of the rest' {
        $checks = @(Test-ArchiveSafetyReadiness)
        @($checks | Where-Object { -not $_.Because }) | Should -BeNullOrEmpty
        @($checks | Where-Object { $_.Category -eq 'Exchange' -and "$($_.Status)" -eq 'Failed' }) | Should -BeNullOrEmpty
        ($checks | Where-Object Name -EQ 'Connection').Status | Should -Be 'Failed'
        ($checks | Where-Object Category -EQ 'Graph' | Select-Object -Last 1).Status | Should -Be 'Skipped'
    }

    It 'fits a table of <width> columns with status and reason' -ForEach @(@{ width = 80 }, @{ width = 120 }) {
        $lines = @(Test-ArchiveSafetyReadiness | Format-Table | Out-String -Width $width -Stream | ForEach-Object TrimEnd)
        $lines | Where-Object Length -GT $width | Should -BeNullOrEmpty
        ($lines | Where-Object { $_ })[0] | Should -Match '^Name +Category +Status +Because'
        $lines -match 'Set-Mailbox +Exchange Passed' | Should -Not -BeNullOrEmpty
    }

    It 'becomes rows of a file' {
        $rows = @(Test-ArchiveSafetyReadiness | ConvertTo-Csv | ConvertFrom-Csv)
        $rows[0].PSObject.Properties.Name | Should -Be 'Category', 'Name', 'Status', 'Because', 'Remedy', 'Source', 'Duration'
        $rows[0].Status | Should -Be 'Passed'
    }

    It 'does not probe without a mailbox' {
        { Test-ArchiveSafetyReadiness -Probe -Identity @() } | Should -Throw
        (Get-Command Test-ArchiveSafetyReadiness).ParameterSets.Where{ $_.Name -eq 'Probe' }.Parameters.Where{ $_.IsMandatory }.Name | Should -Be 'Identity', 'Probe'
    }
}
