# What a run can come to, for the tests of the runner. Not a test of the module.
Describe 'Mixed' {
    It 'passes with <_>' -ForEach 'one', 'tw"o' {
        $true | Should -BeTrue
    }

    It 'fails' {
        1 | Should -Be 2
    }

    It 'is skipped' -Skip {
        1 | Should -Be 2
    }

    It 'is skipped and says why' {
        Set-ItResult -Skipped -Because 'the moon is full'
    }

    It 'comes to no conclusion' {
        Set-ItResult -Inconclusive
    }

    It 'writes an error in passing' {
        Write-Error 'overheard'
    }
}
